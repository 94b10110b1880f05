"use strict";
// The flame graph, root on top. Elements, not a canvas: they have names for screen readers, take the
// focus, and the page's colours.

/**
 * @param data   names[], and in the order of a walk from the root: n[] index of the name, v[] samples,
 *               d[] depth, k[] kind (r root, u user, j other Java, n native, k kernel), and for two
 *               sides b[] samples before, on the scale of v, and seconds, those of a sample
 * @param links  what a method's name leads to: {label, go(name)}
 */
function flame(data, unit, links) {
    const nodes = data.n.map((n, i) => ({name: data.names[n], value: data.v[i], before: data.b ? data.b[i] : null, depth: data.d[i],
        kind: data.k[i], children: [], parent: null, self: data.v[i], x: 0}));
    const path = [];
    for (const node of nodes) {
        path.length = node.depth;
        node.parent = path[node.depth - 1] || null;
        if (node.parent) { node.parent.children.push(node); node.parent.self -= node.value; }
        path.push(node);
    }
    const root = nodes[0];
    const size = (node) => data.b ? Math.max(node.value, node.before) : node.value;
    let top = root, words = null, found = [], at = -1, focused = root;
    const ROW = 20;
    const area = make("div", {class: "flame", role: "tree", "aria-label": "Flame graph; arrow keys move, Enter zooms, Escape zooms out"});
    const reading = make("div", {class: "reading", role: "status"});
    const count = make("span", {class: "soft", role: "status"});
    const search = make("input", {type: "search", placeholder: "Find methods", "aria-label": "Find methods in the flame graph",
        oninput: () => { words = search.value.toLowerCase() || null; find(); draw(); },
        onkeydown: (event) => { if (event.key === "Enter" && found.length) { at = (at + 1) % found.length; zoom(found[at], true); } }});
    const out = make("button", {type: "button", onclick: () => zoom(top.parent || root, true)}, "Zoom out");
    const all = make("button", {type: "button", onclick: () => zoom(root, true)}, "Whole run");

    function label(node) {
        const share = node.value / root.value;
        const own = node.self / root.value;
        let said = show.percent(share) + " of " + unit + " (" + show.count(node.value) + " samples), itself " + show.percent(own);
        if (data.b) {
            const change = (node.value - node.before) * data.seconds;
            said = "before " + show.seconds(node.before * data.seconds) + ", after " + show.seconds(node.value * data.seconds) + " a run ("
                + (change < 0 ? "−" : "+") + show.seconds(Math.abs(change)) + ")";
        }
        return said;
    }

    function tell(node) {
        reading.replaceChildren(make("b", {class: "mono"}, node.name), make("br"), label(node));
        if (links && node.kind !== "r") {
            const button = make("button", {type: "button", onclick: () => links.go(node.name)}, links.label);
            reading.append(" ", button);
        }
    }

    function find() {
        found = [];
        at = -1;
        if (words !== null) {
            let covered = 0;
            (function walk(node, inside) {
                const hit = node.kind !== "r" && node.name.toLowerCase().includes(words);
                if (hit) found.push(node);
                if (hit && !inside) covered += node.value;
                node.children.forEach((child) => walk(child, inside || hit));
            })(root, false);
            count.textContent = found.length === 0 ? "not found"
                : show.count(found.length) + (found.length === 1 ? " place, " : " places, ") + show.percent(covered / root.value) + "; Enter goes through them";
        } else {
            count.textContent = "";
        }
        found.sort((a, b) => b.value - a.value);
    }

    function draw() {
        const width = area.clientWidth || 900;
        const drawn = [];
        let deepest = 0;
        const trail = [];
        for (let node = top.parent; node; node = node.parent) trail.unshift(node);
        const put = (node, left, share, row, past) => {
            const pixels = share * width;
            deepest = Math.max(deepest, row);
            const hit = words !== null && node.kind !== "r" && node.name.toLowerCase().includes(words);
            let change = "";
            if (data.b && node.kind !== "r") {
                const difference = (node.value - node.before) / size(root);
                change = difference > 0.005 ? " worse" : difference < -0.005 ? " better" : "";
            }
            const element = make("div", {class: node.kind + change + (pixels < 12 ? " thin" : "") + (hit ? " hit" : "") + (past ? " past" : ""),
                role: "treeitem", tabindex: node === focused ? "0" : "-1", "aria-label": node.name + ", " + label(node), "aria-level": node.depth + 1,
                title: node.name + "\n" + label(node),
                style: "left:" + left * 100 + "%;width:" + share * 100 + "%;top:" + row * ROW + "px",
                onclick: () => { focused = node; zoom(node, true); }, onfocus: () => { focused = node; tell(node); }, onmouseenter: () => tell(node)});
            if (pixels >= 30) {
                const sign = change === " worse" ? "▲ " : change === " better" ? "▼ " : "";
                element.textContent = sign + (pixels < 220 ? show.method(node.name) : node.name);
            }
            element.node = node;
            node.element = element;
            drawn.push(element);
        };
        nodes.forEach((node) => { node.element = null; });
        trail.forEach((node, row) => put(node, 0, 1, row, true));
        (function walk(node, left, share, row) {
            put(node, left, share, row, false);
            let x = left;
            for (const child of node.children) {
                const part = share * size(child) / Math.max(size(node), 1e-9);
                if (part * width >= 1) walk(child, x, part, row + 1);
                x += part;
            }
        })(top, 0, 1, trail.length);
        area.style.height = (deepest + 1) * ROW + "px";
        area.replaceChildren(...drawn);
        out.disabled = all.disabled = top === root;
    }

    function zoom(node, focus) {
        top = node;
        focused = node;
        draw();
        tell(node);
        if (focus) node.element?.focus({preventScroll: true});
    }

    area.addEventListener("keydown", (event) => {
        const seen = (list) => list.filter((node) => node.element);
        const siblings = seen(focused.parent ? focused.parent.children : [root]);
        const here = siblings.indexOf(focused);
        const next = {
            ArrowUp: () => focused.parent,
            ArrowDown: () => seen(focused.children).sort((a, b) => size(b) - size(a))[0],
            ArrowLeft: () => siblings[here - 1],
            ArrowRight: () => siblings[here + 1],
        }[event.key];
        if (next) {
            event.preventDefault();
            const node = next();
            if (node?.element) {
                focused.element.tabIndex = -1;
                node.element.tabIndex = 0;
                node.element.focus({preventScroll: true});
                node.element.scrollIntoView({block: "nearest"});
            }
        } else if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            zoom(focused, true);
        } else if (event.key === "Escape") {
            zoom(root, true);
        }
    });
    let width = 0;
    const fit = () => { if (area.clientWidth !== width) { width = area.clientWidth; draw(); } };
    setTimeout(fit); // once it stands in the page, which need not wait for a frame
    new ResizeObserver(() => requestAnimationFrame(fit)).observe(area); // drawing changes the height, which is observed too

    const kinds = new Set(data.k);
    const legend = [["u", "bold, underlined: the application"], ["j", "libraries and the JDK"], ["n", "italic: native"], ["k", "dotted: kernel"]]
        .filter(([kind]) => kinds.has(kind) && !data.b)
        .map(([kind, text]) => make("span", {}, make("i", {style: "background:var(--" + {u: "user", j: "java", n: "native", k: "kernel"}[kind] + ")"}, text)));
    if (data.b) {
        legend.push(make("span", {}, make("i", {style: "background:var(--worse)"}, "▲ more CPU time than before")),
            make("span", {}, make("i", {style: "background:var(--better)"}, "▼ less CPU time")));
    }
    tell(root);
    return {
        element: make("div", {}, make("div", {class: "tools"}, search, count, out, all),
            area, reading, make("p", {class: "legend"}, legend, "Width: " + unit + (data.b ? ", of the larger side" : "") + ". Select a box to zoom, Escape zooms out.")),
        find(name) { search.value = name; words = name.toLowerCase(); find(); if (found.length) { at = 0; zoom(found[0], false); } else draw(); },
        zoomed: () => top !== root,
    };
}
