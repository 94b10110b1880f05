(async () => {
    const said = [];
    const check = (what, holds) => said.push(what + ": " + (holds ? "yes" : "no"));
    const wait = () => new Promise((done) => setTimeout(done, 200));
    try {
        await wait();
        const rows = (section) => [...document.querySelectorAll("#" + section + " tbody tr")].filter((row) => !row.classList.contains("more"));
        const search = (section, words) => {
            const input = document.querySelector("#" + section + " input[type=search]");
            input.value = words;
            input.dispatchEvent(new Event("input"));
        };
        check("begins with a few rows", rows("methods").length > 0 && rows("methods").length < 100);
        [...document.querySelectorAll("#methods button")].find((button) => button.textContent === "Show all").click();
        check("shows all when asked", rows("methods").length === 5000);
        document.querySelector("#methods th button").click();
        check("sorts them all", rows("methods").length === 5000);
        search("methods", "method4321");
        check("finds one of them", rows("methods").length === 1 && rows("methods")[0].textContent.includes("method4321"));
        search("methods", "no such method");
        check("says when there is none", rows("methods").length === 0 && document.querySelector("#methods").textContent.includes("0 of 0 rows (5,000 in all)"));
        location.hash = "#line=" + encodeURIComponent("Wide.java:5000 acme.Wide.method4999");
        await wait();
        const row = document.querySelector("#lines tr.target");
        check("leads to a row far down", row !== null && row.textContent.includes("4999"));
    } catch (problem) {
        problems.push(String(problem));
    }
    const result = document.createElement("pre");
    result.id = "selftest";
    result.textContent = "problems: " + (problems.length ? problems.join("; ") : "none") + "\n" + said.join("\n");
    document.body.append(result);
})();
