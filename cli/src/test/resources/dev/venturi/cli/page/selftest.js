(async () => {
    const said = [];
    const check = (what, holds) => said.push(what + ": " + (holds ? "yes" : "no"));
    const wait = () => new Promise((done) => setTimeout(done, 200));
    try {
        await wait();
        for (let i = 0; i < 25 && document.querySelectorAll("#flame [role=treeitem]").length < 4; i++) await wait();
        const link = document.querySelector("#findings a[href^='#line=']");
        link.click();
        await wait();
        const row = document.querySelector("#lines tr.target");
        check("finding leads to its line", row !== null && row.textContent.includes(link.textContent));
        check("row has the focus", row.contains(document.activeElement));
        check("source is shown", row.nextElementSibling.querySelector(".listing .at") !== null);
        const widths = () => [...document.querySelectorAll("#flame [role=treeitem]")].map((box) => box.getAttribute("aria-label") + box.style.width).join();
        const before = widths();
        const box = [...document.querySelectorAll("#flame [role=treeitem]")].find((element) => parseFloat(element.style.width) < 95);
        const name = box.getAttribute("aria-label");
        box.click();
        await wait();
        const same = [...document.querySelectorAll("#flame [role=treeitem]")].find((element) => element.getAttribute("aria-label") === name && element.style.width === "100%");
        check("flame graph zooms", same !== undefined && document.activeElement === same);
        same.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}));
        await wait();
        check("Escape zooms out", widths() === before);
        const values = () => [...document.querySelectorAll("#methods tbody tr")].map((tr) => parseFloat(tr.cells[0].textContent));
        const down = values();
        document.querySelector("#methods th button").click();
        const up = values();
        check("table sorts", down.length > 1 && down.every((x, i) => i === 0 || down[i - 1] >= x) && up.every((x, i) => i === 0 || up[i - 1] <= x));
        document.querySelectorAll("#methods input[type=checkbox]").forEach((input) => { if (input.checked) input.click(); });
        const search = document.querySelector("#methods input[type=search]");
        search.value = "BusyProgram text";
        search.dispatchEvent(new Event("input"));
        check("filter leaves rows out", document.querySelectorAll("#methods tbody tr").length === 1);
        check("charts", document.querySelectorAll("#timeline canvas").length >= 3);
        check("hostile names ran", window.hit !== undefined);
    } catch (problem) {
        problems.push(String(problem));
    }
    const result = document.createElement("pre");
    result.id = "selftest";
    result.textContent = "problems: " + (problems.length ? problems.join("; ") : "none") + "\n" + said.join("\n");
    document.body.append(result);
})();
