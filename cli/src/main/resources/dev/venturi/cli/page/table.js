"use strict";
// Tables of any length: sorted by a head, filtered by a text, drawn in portions.

/**
 * @param options.columns {head, get (to sort by), show (text or node), number, bar (share), class, title}
 * @param options.rows    the first column that has `first` sorts them at the beginning, else they stay
 * @param options.key     of a row: names it for `reveal`
 * @param options.detail  of a row: what opens under it; rows without it stay closed
 * @param options.toggles {label, test, on}: boxes that leave rows out
 */
function table(options) {
    const {columns, rows, key, detail} = options;
    const portion = options.portion || 25;
    const toggles = (options.toggles || []).filter((toggle) => rows.some((row) => !toggle.test(row)) && rows.some(toggle.test));
    const on = toggles.map((toggle) => toggle.on);
    let sorted = columns.findIndex((column) => column.first), descending = true, text = "", shown = portion, list = rows;
    const open = new Set();
    let target = null;
    const texts = new Map();

    const head = make("tr", {}, columns.map((column, i) => make("th", {scope: "col", class: column.number ? "n" : null, title: column.title},
        make("button", {type: "button", onclick: () => {
            descending = sorted === i ? !descending : Boolean(column.number);
            sorted = i;
            draw();
        }}, column.head))));
    const body = make("tbody");
    const rest = make("div", {class: "rest"});
    const status = make("span", {role: "status", class: "soft"});
    const search = make("input", {type: "search", placeholder: "Filter: words, all must occur", "aria-label": "Filter " + options.label,
        oninput: () => { text = search.value; shown = portion; draw(); }});
    const boxes = toggles.map((toggle, i) => make("input", {type: "checkbox", onchange: (event) => { on[i] = event.target.checked; draw(); }}));
    boxes.forEach((box, i) => { box.checked = on[i]; });

    function words(row) {
        if (!texts.has(row)) {
            texts.set(row, columns.map((column) => column.find ? column.find(row) : String(column.get(row) ?? "")).join(" ").toLowerCase());
        }
        return texts.get(row);
    }

    function compare(a, b) {
        const x = columns[sorted].get(a), y = columns[sorted].get(b);
        if (x === y) return 0;
        if (!known(x) || x === "") return 1; // what is not known comes last in both directions
        if (!known(y) || y === "") return -1;
        const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "en", {numeric: true});
        return descending ? -order : order;
    }

    function draw() {
        const wanted = text.toLowerCase().split(/\s+/).filter((word) => word);
        list = rows.filter((row) => toggles.every((toggle, i) => !on[i] || toggle.test(row))
            && wanted.every((word) => words(row).includes(word)));
        if (sorted >= 0) list = [...list].sort(compare);
        [...head.children].forEach((cell, i) => {
            if (i === sorted) cell.setAttribute("aria-sort", descending ? "descending" : "ascending");
            else cell.removeAttribute("aria-sort");
        });
        body.replaceChildren(...list.slice(0, shown).flatMap(line));
        const more = list.length - shown;
        rest.replaceChildren(...[
            status,
            more > 0 && make("button", {type: "button", onclick: () => { shown += 10 * portion; draw(); }},
                "Show " + show.count(Math.min(more, 10 * portion)) + " more"),
            more > 10 * portion && make("button", {type: "button", onclick: () => { shown = list.length; draw(); }}, "Show all"),
        ].filter((node) => node));
        status.textContent = list.length > Math.min(shown, list.length) || list.length < rows.length
            ? show.count(Math.min(shown, list.length)) + " of " + show.count(list.length) + " rows"
              + (list.length < rows.length ? " (" + show.count(rows.length) + " in all)" : "") : "";
    }

    function line(row) {
        const opens = detail && detail.when(row);
        const drawn = make("tr", {class: [options.rowClass ? options.rowClass(row) : "", open.has(row) ? "open" : "", row === target ? "target" : ""].join(" ").trim() || null,
            "data-key": key ? key(row) : null},
            columns.map((column) => {
                const value = column.show ? column.show(row) : column.get(row);
                const share = column.bar ? column.bar(row) : null;
                const cell = make("td", {class: [column.number ? "n" : "", known(share) ? "bar" : "", column.class || ""].join(" ").trim() || null,
                    style: known(share) ? "--share: " + Math.round(share * 1000) / 10 + "%" : null, title: column.full ? column.full(row) : null});
                if (column.opens && opens) {
                    cell.append(make("button", {type: "button", class: "open-row", "aria-expanded": String(open.has(row)), onclick: () => toggle(row)}, value));
                } else {
                    cell.append(known(value) ? value : "");
                }
                return cell;
            }));
        return open.has(row) && opens
            ? [drawn, make("tr", {class: "more"}, make("td", {colspan: columns.length}, make("div", {class: "detail"}, detail.of(row))))]
            : [drawn];
    }

    function toggle(row) {
        if (!open.delete(row)) open.add(row);
        draw();
        focusOn(row);
    }

    function focusOn(row) {
        const drawn = [...body.children].find((element) => element.dataset.key === key(row));
        drawn?.querySelector(".open-row")?.focus({preventScroll: true});
        return drawn;
    }

    const element = make("div", {},
        rows.length > 8 || toggles.length > 0 ? make("div", {class: "tools"}, rows.length > 8 ? search : null,
            toggles.map((toggle, i) => make("label", {}, boxes[i], " ", toggle.label))) : null,
        make("div", {class: "scroll", tabindex: "-1"}, make("table", {"aria-label": options.label}, make("thead", {}, head), body)), rest);
    draw();
    return {
        element,
        /** Brings a row into sight, whatever the filter, and opens it; false when there is no such row. */
        reveal(wanted) {
            const row = rows.find((candidate) => key(candidate) === wanted);
            if (!row) return false;
            text = search.value = "";
            toggles.forEach((toggle, i) => { if (!toggle.test(row)) { on[i] = boxes[i].checked = false; } });
            target = row;
            open.add(row);
            draw();
            const at = list.indexOf(row);
            if (at >= shown) { shown = at + portion; draw(); }
            const drawn = focusOn(row);
            drawn.scrollIntoView({block: "center"});
            return true;
        },
        filter(words) {
            text = search.value = words;
            shown = portion;
            draw();
            element.scrollIntoView();
            search.focus({preventScroll: true});
        },
    };
}
