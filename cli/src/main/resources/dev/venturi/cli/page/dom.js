"use strict";
// What a page is built of. Texts of recordings enter it by textContent only, never as HTML.

/** Makes an element: attributes by name, `on...` as listeners, children as nodes or texts. */
function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
        if (value === null || value === undefined || value === false) continue;
        if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
        else if (name === "class") element.className = value;
        else element.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children.flat(9)) {
        if (child !== null && child !== undefined && child !== false) element.append(child);
    }
    return element;
}

const known = (x) => x !== null && x !== undefined;
const fixed = (x, digits) => x.toLocaleString("en-US", {minimumFractionDigits: digits, maximumFractionDigits: digits});
const show = {
    count: (n) => known(n) ? fixed(n, 0) : "",
    percent: (share) => known(share) ? fixed(share * 100, 1) + " %" : "",
    seconds: (s) => {
        if (!known(s)) return "";
        if (s === 0) return "0 s";
        if (s < 0.001) return fixed(s * 1e6, s < 1e-5 ? 1 : 0) + " µs";
        if (s < 0.1) return fixed(s * 1e3, s < 0.01 ? 1 : 0) + " ms";
        if (s < 59.95) return fixed(s, s < 9.995 ? 2 : 1) + " s";
        const whole = Math.round(s);
        return whole < 3600
            ? Math.floor(whole / 60) + " min " + String(whole % 60).padStart(2, "0") + " s"
            : Math.floor(whole / 3600) + " h " + String(Math.floor(whole % 3600 / 60)).padStart(2, "0") + " min";
    },
    bytes: (bytes) => {
        if (!known(bytes)) return "";
        let rest = Math.abs(bytes), unit = 0;
        const units = ["bytes", "kB", "MB", "GB", "TB"];
        while (rest >= 999.5 && unit < units.length - 1) { rest /= 1000; unit++; }
        return (bytes < 0 ? "-" : "") + fixed(rest, unit === 0 || rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2) + " " + units[unit];
    },
    rate: (bytes) => known(bytes) ? show.bytes(bytes) + "/s" : "",
    number: (x) => known(x) ? fixed(x, Math.abs(x) < 10 ? 2 : 1) : "",
    place: (site) => known(site) ? site.file + (site.line > 0 ? ":" + site.line : "") : "",
    /** `Orders.load` of `com.acme.Orders.load`. */
    method: (name) => known(name) ? name.split(".").slice(-2).join(".") : "",
    /** `HashMap$Node` of `java.util.HashMap$Node`. */
    type: (name) => !known(name) ? "" : name.startsWith("(") ? name : name.slice(name.lastIndexOf(".") + 1),
};

/** A heading with what stands under it, and its entry in the list of sections; empty ones are left out. */
function section(id, title, count, ...content) {
    const parts = content.flat().filter((part) => part);
    if (parts.length === 0) return;
    document.getElementById("main").append(make("section", {id, "aria-labelledby": id + "-title"},
        make("h2", {id: id + "-title"}, title), parts));
    document.getElementById("nav").append(
        make("a", {href: "#" + id}, title, known(count) ? make("span", {}, show.count(count)) : null));
}

function figure(name, value, note) {
    return value === "" || value === null ? null
        : make("div", {}, make("dt", {}, name), make("dd", {}, value, note ? make("small", {}, note) : null));
}
