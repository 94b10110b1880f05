"use strict";
// The page of a comparison.

const page = JSON.parse(document.getElementById("data").textContent);
const diff = page.diff;
const certainties = {more: "▲ more", less: "▼ less", not_shown: "no difference shown", one_run: "one run: no statement", unknown: "not recorded"};
const titles = {wall: "Wall time", cpu: "CPU time", cpu_share: "CPU of one core", peak: "Peak heap", allocated: "Allocated", gc: "Stopped by GC", read: "Read", written: "Written"};
const units = {wall: show.seconds, cpu: show.seconds, cpu_share: show.percent, peak: show.bytes, allocated: show.bytes, gc: show.seconds, read: show.bytes, written: show.bytes};
const runs = (n) => show.count(n) + (n === 1 ? " run" : " runs");
const relative = (change) => known(change.before) && known(change.after) && change.before > 0 ? (change.after - change.before) / change.before : null;
const money = (x) => known(x) ? fixed(x, x < 1 ? 4 : 2) : "?";
const signed = (x, shown) => (x < 0 ? "−" : "+") + shown(Math.abs(x));
const shownChange = (change) => change.before === 0 && change.after > 0 ? "new" : known(relative(change)) ? signed(relative(change), show.percent) : "";

function changeTable(label, changes, shown, named) {
    return table({label, rows: changes, portion: 20, toggles: [{label: "shown differences only", test: (change) => change.certainty === "more" || change.certainty === "less", on: false}], columns: [
        {head: "What", class: "mono text", get: named},
        {head: "Before", number: true, get: (change) => change.before, show: (change) => shown(change.before)},
        {head: "After", number: true, get: (change) => change.after, show: (change) => shown(change.after)},
        {head: "Change", number: true, get: relative, show: shownChange},
        {head: "95 % interval of the difference", class: "nowrap", get: (change) => change.low, show: (change) => known(change.low) ? signed(change.low, shown) + " to " + signed(change.high, shown) : ""},
        {head: "Statement", class: "nowrap", get: (change) => certainties[change.certainty]}]}).element;
}

document.getElementById("top").append(
    make("h1", {}, page.title),
    make("p", {class: "made"}, "Compared by Venturi; " + runs(diff.runsBefore) + " before, " + runs(diff.runsAfter) + " after"),
    make("dl", {class: "figures"}, Object.entries(diff.figures).filter(([, change]) => known(change.before) && known(change.after)).map(([name, change]) =>
        figure(titles[name], units[name](change.before) + " → " + units[name](change.after), shownChange(change) + (shownChange(change) ? ", " : "") + certainties[change.certainty]))),
    make("p", {class: "trust"}, diff.caution || ""));

const figures = Object.entries(diff.figures).map(([name, change]) => ({...change, title: titles[name], shown: units[name]}));
section("findings", "Before and after", null,
    make("p", {}, make("span", {class: "mono"}, page.commandBefore), page.commandBefore === page.commandAfter ? null : [" → ", make("span", {class: "mono"}, page.commandAfter)]),
    table({label: "figures", rows: figures, columns: [
        {head: "Figure", get: (change) => change.title},
        {head: "Before", number: true, get: (change) => change.before, show: (change) => change.shown(change.before)},
        {head: "After", number: true, get: (change) => change.after, show: (change) => change.shown(change.after)},
        {head: "Change", number: true, get: relative, show: shownChange},
        {head: "Statement", class: "nowrap", get: (change) => certainties[change.certainty]}]}).element,
    diff.cost && make("p", {}, "At " + diff.cost.perCpuHour + " per CPU hour, 1,000 runs cost " + money(diff.cost.before) + " before and " + money(diff.cost.after) + " after."));
section("flame", "Flame graph of the difference", null, page.flame && flame(page.flame, "CPU time", null).element);
const place = (change) => (change.line > 0 ? change.file + ":" + change.line + " " : "") + change.name;
section("methods", "CPU time by method", diff.methods.length, diff.methods.length > 0 && changeTable("methods", diff.methods, show.seconds, place));
section("lines", "CPU time by line", diff.lines.length, diff.lines.length > 0 && [
    make("p", {class: "soft"}, "Lines are compared by their numbers: where text moved, methods tell more."), changeTable("lines", diff.lines, show.seconds, place)]);
section("allocations", "Allocation by line", diff.allocations.length, diff.allocations.length > 0 && changeTable("allocations", diff.allocations, show.bytes, place));
section("phases", "Phases", diff.phases.length, diff.phases.length > 0 && changeTable("phases", diff.phases, show.seconds, place));
