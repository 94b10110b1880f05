"use strict";
// The report of one run: what the JSON document says, section by section.

const page = JSON.parse(document.getElementById("data").textContent);
const profile = page.profile;
const keyOf = (site) => show.place(site) + " " + site.method;
const bounds = {cpu: "CPU-bound", io: "I/O-bound", lock: "lock-bound", wait: "wait-bound", mixed: "mixed"};

/** Lines by CPU time, and those that other sections name though no sample fell on them. */
function allLines() {
    const lines = new Map(profile.lines.map((line) => [keyOf(line), line]));
    const named = [...profile.findings, ...profile.allocations, ...profile.io, ...profile.locks, ...profile.leaks, ...profile.heap.peak];
    for (const {site} of named) {
        if (site && site.line > 0 && !lines.has(keyOf(site))) {
            lines.set(keyOf(site), {...site, self: null, total: null, low: null, high: null, samples: 0, reason: null, user: true});
        }
    }
    for (const finding of profile.findings) {
        const line = finding.site && lines.get(keyOf(finding.site));
        if (line) (line.findings ||= []).push(finding);
    }
    return [...lines.values()];
}
const lines = allLines();
const shares = new Map(profile.lines.map((line) => [line.file + ":" + line.line, line]));

function sourceOf(site) {
    const classPath = site.method.split(".").slice(0, -2).join("/");
    return page.sources[(classPath ? classPath + "/" : "") + site.file];
}

function textOf(site) {
    return sourceOf(site)?.lines[site.line]?.trim() ?? "";
}

/** A link to a line of the table of lines, or its place where it is not there. */
function link(site) {
    if (!known(site)) return "";
    return site.line > 0 ? make("a", {href: "#line=" + encodeURIComponent(keyOf(site)), class: "mono"}, show.place(site)) : show.place(site);
}

function listing(line) {
    const source = sourceOf(line);
    const parts = [];
    if (source && source.lines[line.line] !== undefined) {
        const rows = [];
        for (let n = line.line - 4; n <= line.line + 4; n++) {
            if (source.lines[n] === undefined) continue;
            const share = shares.get(line.file + ":" + n);
            const at = n === line.line ? " at" : "";
            rows.push(make("span", {class: "num" + at}, share ? show.percent(share.total) : ""),
                make("span", {class: "num" + at}, String(n)), make("span", {class: at.trim() || null}, source.lines[n] || " "));
        }
        parts.push(make("div", {class: "soft"}, source.path, "; share of CPU time at the left"), make("div", {class: "listing mono"}, rows));
    } else if (page.sourcesAsked) {
        parts.push(make("div", {class: "soft"}, "Its text was not found in the directories of --source."));
    }
    parts.push(make("div", {}, make("span", {class: "mono"}, line.method)));
    for (const finding of line.findings || []) {
        parts.push(make("div", {}, make("a", {href: "#" + finding.id}, finding.severity + ": " + finding.rule), " ", finding.remedy));
    }
    if (profile.allocations.length) {
        const here = profile.allocations.filter((site) => site.site && keyOf(site.site) === keyOf(line));
        if (here.length) {
            parts.push(make("div", {}, "allocates ", here.slice(0, 3).map((site) => show.bytes(site.bytes) + " of " + show.type(site.type)).join(", ")));
        }
    }
    return parts;
}

const stackDetail = {when: (row) => row.stack && row.stack.length > 0, of: (row) => [
    make("div", {class: "soft"}, "Most frequent stack, innermost call first"),
    make("pre", {}, row.stack.join("\n"))]};

// ---- the head -------------------------------------------------------------------------------------

document.getElementById("top").append(
    make("h1", {}, page.title),
    make("p", {class: "made"}, page.made),
    make("dl", {class: "figures"},
        figure("Wall time", show.seconds(profile.durationSeconds)),
        figure("CPU time", show.seconds(profile.cpuSeconds)),
        figure("Cores used", known(profile.coresUsed) ? fixed(profile.coresUsed, 2) : "", profile.capture.cores > 0 ? "of " + profile.capture.cores : null),
        figure("Heap, peak", profile.heap.peakBytes > 0 ? show.bytes(profile.heap.peakBytes) : "", profile.heap.maxBytes > 0 ? "of " + show.bytes(profile.heap.maxBytes) : null),
        figure("Allocated", profile.allocationBytesPerSecond > 0 ? show.rate(profile.allocationBytesPerSecond) : ""),
        figure("Stopped by GC", profile.heap.collections > 0 ? show.percent(profile.heap.gcShare) : "", show.count(profile.heap.collections) + " collections"),
        figure("CPU samples", show.count(profile.capture.samples), page.sampler)),
    page.throttled && make("p", {class: "trust"}, page.throttled),
    make("p", {class: "trust"}, page.trust));

// ---- findings -------------------------------------------------------------------------------------

profile.findings.forEach((finding, i) => { finding.id = "finding-" + (i + 1); });
section("findings", "Findings", profile.findings.length, profile.findings.length === 0
    ? make("p", {}, "None: no rule saw its symptom in what was recorded. What could not be seen stands at the end.")
    : profile.findings.map((finding, i) => make("article", {class: "finding " + finding.severity, id: finding.id},
        make("div", {class: "tags"},
            make("span", {class: "severity"}, finding.severity),
            make("span", {}, link(finding.site)),
            make("span", {class: "soft"}, "up to " + show.percent(finding.share) + " of the time"),
            make("span", {class: "soft"}, finding.rule)),
        make("h3", {}, finding.summary),
        textOf(finding.site) && make("code", {}, textOf(finding.site)),
        make("dl", {class: "evidence"}, page.evidence[i].map(([label, text]) => make("div", {}, make("dt", {}, label), make("dd", {}, text)))),
        make("p", {class: "remedy"}, make("b", {}, "Do: "), finding.remedy))));

if (profile.runs) {
    const row = (name, spread, shown) => known(spread.median) && spread.median > 0 ? {name, ...spread, shown} : null;
    const runs = [row("Wall time", profile.runs.wallSeconds, show.seconds), row("CPU time", profile.runs.cpuSeconds, show.seconds),
        row("Resident peak", profile.runs.peakResidentBytes, show.bytes), row("Allocated", profile.runs.allocatedBytes, show.bytes)].filter((x) => x);
    section("runs", "Repeated runs", profile.runs.runs.length,
        make("p", {}, "Everything else on this page is of run " + (profile.runs.reported + 1) + ", the one of median wall time."),
        table({label: "repeated runs", rows: runs, columns: [{head: "Figure", get: (x) => x.name},
            ...["low", "median", "high"].map((name) => ({head: {low: "Lowest", median: "Median", high: "Highest"}[name], number: true, get: (x) => x[name], show: (x) => x.shown(x[name])}))]}).element);
}

// ---- where CPU time goes --------------------------------------------------------------------------

let methodTable = null;
const graph = page.flame && flame(page.flame, "CPU time", {label: "Show in the table of methods", go: (name) => {
    if (!methodTable.reveal(name)) methodTable.filter(name);
}});
section("flame", "Flame graph", null, graph && graph.element);

const interval = (row) => known(row.low) ? show.percent(row.low) + " to " + show.percent(row.high) : "";
const anySource = Object.keys(page.sources).length > 0;
const largest = Math.max(...lines.map((line) => line.total ?? 0), 1e-9);
const lineTable = table({
    label: "lines", rows: lines, key: keyOf, rowClass: (line) => line.user ? "user" : "",
    toggles: [{label: "the application's lines only", test: (line) => line.user, on: true}],
    columns: [
        {head: "Total", number: true, first: true, get: (line) => line.total, show: (line) => known(line.total) ? show.percent(line.total) : "no sample", bar: (line) => line.total / largest,
            title: "Share of CPU samples with this line anywhere on the stack"},
        {head: "Line", class: "where mono nowrap", opens: true, get: (line) => show.place(line)},
        {head: "Self", number: true, get: (line) => line.self, show: (line) => show.percent(line.self), title: "Share with this line on top of the stack"},
        {head: "95 % interval", class: "nowrap", get: (line) => line.low, show: interval},
        {head: "Method", class: "mono", get: (line) => show.method(line.method), full: (line) => line.method, find: (line) => line.method},
        {head: "Why", class: "text", get: (line) => line.reason || (line.findings || []).map((finding) => finding.rule).join(", ")},
        ...(anySource ? [{head: "Source", class: "src mono", get: textOf, full: textOf}] : []),
    ],
    detail: {when: () => true, of: listing},
});
section("lines", "Lines by CPU time", lines.length, profile.lines.length === 0
    ? make("p", {class: "soft"}, "There are fewer than 100 CPU samples: nothing is said of the cost of lines; methods stand below.") : null,
    lines.length > 0 && lineTable.element);

const methodTop = Math.max(...profile.methods.map((method) => method.total), 1e-9);
methodTable = table({
    label: "methods", rows: profile.methods, key: (method) => method.method, rowClass: (method) => method.user ? "user" : "", portion: 15,
    toggles: [{label: "the application's methods only", test: (method) => method.user, on: true}],
    columns: [
        {head: "Total", number: true, first: true, get: (method) => method.total, show: (method) => show.percent(method.total), bar: (method) => method.total / methodTop},
        {head: "95 % interval", class: "nowrap", get: (method) => method.low, show: interval},
        {head: "Self", number: true, get: (method) => method.self, show: (method) => show.percent(method.self)},
        {head: "Samples", number: true, get: (method) => method.samples, show: (method) => show.count(method.samples)},
        {head: "Method", class: "where mono text", opens: true, get: (method) => method.method},
    ],
    detail: {when: () => true, of: (method) => [
        make("button", {type: "button", onclick: () => { graph.find(method.method); document.getElementById("flame").scrollIntoView(); }}, "Find in the flame graph"), " ",
        make("button", {type: "button", onclick: () => lineTable.filter(method.method)}, "Its lines")]},
});
section("methods", "Methods by CPU time", profile.methods.length, profile.methods.length > 0 && methodTable.element);

if (profile.counts.length) {
    section("counts", "Calls, counted", profile.counts.length, table({label: "counted calls", rows: profile.counts, columns: [
        {head: "Calls", number: true, first: true, get: (c) => c.calls, show: (c) => show.count(c.calls)},
        {head: "Mean", number: true, get: (c) => c.averageSeconds, show: (c) => show.seconds(c.averageSeconds)},
        {head: "Longest", number: true, get: (c) => c.maxSeconds, show: (c) => show.seconds(c.maxSeconds)},
        {head: "Method", class: "mono text", get: (c) => c.method}]}).element);
}

// ---- phases and threads ---------------------------------------------------------------------------

function phaseBar(phase) {
    const parts = [["cpu", "CPU", phase.cpuSeconds], ["io", "I/O", phase.ioSeconds], ["lock", "locks", phase.lockSeconds], ["wait", "waiting", phase.waitSeconds]];
    const all = Math.max(phase.threadSeconds, parts.reduce((sum, part) => sum + part[2], 0), 1e-9);
    return make("div", {class: "stacked", role: "img", "aria-label": parts.map((part) => part[1] + " " + show.seconds(part[2])).join(", ")},
        parts.filter((part) => part[2] / all > 0.004).map(([kind, name, seconds]) =>
            make("span", {class: kind, style: "width:" + seconds / all * 100 + "%", title: name + " " + show.seconds(seconds)}, name + " " + show.seconds(seconds))));
}
section("phases", "Phases", profile.phases.length, profile.phases.length > 0 && [
    profile.phases.slice(0, 12).map((phase) => make("div", {class: "phase", title: phase.evidence},
        make("span", {class: "name"}, phase.name), phaseBar(phase), make("span", {}, show.seconds(phase.seconds) + ", " + bounds[phase.bound]))),
    make("p", {class: "soft"}, "Length: the time of the threads that took part; what is blank was not recorded as a wait, or fell under its threshold."),
    table({label: "phases", rows: profile.phases, columns: [
        {head: "Phase", class: "text", get: (phase) => phase.name},
        {head: "From", get: (phase) => ({threads: "threads", stage: "a stage", method: "a method"})[phase.source]},
        {head: "Wall", number: true, first: true, get: (phase) => phase.seconds, show: (phase) => show.seconds(phase.seconds)},
        {head: "CPU", number: true, get: (phase) => phase.cpuSeconds, show: (phase) => show.seconds(phase.cpuSeconds)},
        {head: "I/O", number: true, get: (phase) => phase.ioSeconds, show: (phase) => show.seconds(phase.ioSeconds)},
        {head: "Locks", number: true, get: (phase) => phase.lockSeconds, show: (phase) => show.seconds(phase.lockSeconds)},
        {head: "Waiting", number: true, get: (phase) => phase.waitSeconds, show: (phase) => show.seconds(phase.waitSeconds)},
        {head: "Bound", get: (phase) => bounds[phase.bound]},
        {head: "Evidence", class: "text", get: (phase) => phase.evidence}]}).element]);

section("threads", "Threads", profile.threads.groups.length, profile.threads.groups.length > 0 && [
    make("p", {}, [profile.threads.peak > 0 ? "At most " + show.count(profile.threads.peak) + " platform threads at a time" : "",
        known(profile.threads.busyMean) ? "on average " + show.number(profile.threads.busyMean) + " at work" : "",
        profile.threads.pinned > 0 ? "virtual threads kept their carrier " + show.count(profile.threads.pinned) + " times while waiting" : ""].filter((x) => x).join("; ") + "."),
    table({label: "threads", rows: profile.threads.groups, portion: 10, columns: [
        {head: "CPU", number: true, first: true, get: (group) => group.cpuSeconds, show: (group) => show.seconds(group.cpuSeconds)},
        {head: "I/O", number: true, get: (group) => group.ioSeconds, show: (group) => show.seconds(group.ioSeconds)},
        {head: "Locks", number: true, get: (group) => group.lockSeconds, show: (group) => show.seconds(group.lockSeconds)},
        {head: "Waiting", number: true, get: (group) => group.waitSeconds, show: (group) => show.seconds(group.waitSeconds)},
        {head: "Threads", number: true, get: (group) => group.threads, show: (group) => show.count(group.threads)},
        {head: "Name", class: "text", get: (group) => group.name + (group.virtual ? " (virtual)" : "")}]}).element]);

const time = profile.timeline;
section("timeline", "Timeline", null, timeline(time.stepSeconds, [
    {title: "CPU", show: (x) => show.number(x) + " cores", tick: (x) => fixed(x, 1), least: 1, series: [{name: "this program", values: time.cpu}, {name: "the machine", values: time.machine}]},
    {title: "Heap in use", show: show.bytes, series: [{name: "heap", values: time.heap}]},
    {title: "Allocation", show: show.rate, series: [{name: "allocated", values: time.allocation}]},
    {title: "Files and network", show: show.rate, series: [{name: "read", values: time.readBytes}, {name: "written", values: time.writeBytes}]},
    {title: "Threads", show: (x) => fixed(x, 0), series: [{name: "live", values: time.threads}]},
    {title: "Stopped by garbage collection", show: show.percent, series: [{name: "stopped", values: time.gc}]},
    {title: "GPU busy", show: show.percent, series: [{name: "busy", values: time.gpu}]}]));

// ---- memory ---------------------------------------------------------------------------------------

const heap = profile.heap;
const shapes = {flat: "flat", sawtooth: "a sawtooth", growing: "growing"};
section("memory", "Memory", null, heap.peakBytes > 0 && [
    make("p", {}, "Highest use seen " + show.bytes(heap.peakBytes) + (heap.maxBytes > 0 ? " of at most " + show.bytes(heap.maxBytes) : "") + ". "
        + show.count(heap.collections) + (heap.collections === 1 ? " collection" : " collections") + (heap.collector ? " (" + heap.collector + ")" : "")
        + " stopped the program for " + show.seconds(heap.gcSeconds) + ", " + show.percent(heap.gcShare) + " of the time."
        + (shapes[heap.shape] ? " What stays alive is " + shapes[heap.shape] + (heap.shape === "growing" && known(heap.growthBytesPerSecond) ? ", by " + show.rate(heap.growthBytesPerSecond) : "") + "." : "")),
    heap.peak.length > 0 && [make("h3", {}, "What the peak consists of"), table({label: "parts of the peak", rows: heap.peak, portion: 15, columns: [
        {head: "Share", number: true, get: (part) => part.share, show: (part) => show.percent(part.share), bar: (part) => part.share},
        {head: "Bytes", number: true, get: (part) => part.bytes, show: (part) => show.bytes(part.bytes)},
        {head: "Type", class: "mono text", get: (part) => part.type},
        {head: "Kept by", class: "mono text", get: (part) => part.holder || ""},
        {head: "Allocated at", get: (part) => show.place(part.site), show: (part) => link(part.site)},
        {head: "Figure", get: (part) => part.exactness}]}).element],
    heap.liveSet.length > 2 && [make("h3", {}, "In use after each collection"), liveChart()],
    heap.longestPauses.length > 0 && make("details", {}, make("summary", {}, "Longest pauses"), table({label: "pauses", rows: heap.longestPauses, portion: 10, columns: [
        {head: "Pause", number: true, first: true, get: (pause) => pause.seconds, show: (pause) => show.seconds(pause.seconds)},
        {head: "At", number: true, get: (pause) => pause.second, show: (pause) => fixed(pause.second, 2) + " s"},
        {head: "Collector", get: (pause) => pause.name},
        {head: "Cause", get: (pause) => pause.cause}]}).element)]);

function liveChart() {
    const step = profile.durationSeconds / 200;
    const values = [];
    let at = 0;
    for (let i = 0; i <= 200; i++) {
        while (at + 1 < heap.liveSet.length && heap.liveSet[at + 1].second <= i * step) at++;
        values.push(heap.liveSet[at].second <= i * step ? heap.liveSet[at].bytes : null);
    }
    return timeline(step, [{title: "After collections", show: show.bytes, series: [{name: "in use", values}]}]);
}

const allocated = profile.allocations.reduce((sum, site) => sum + site.bytes, 0);
section("allocations", "Allocation", profile.allocations.length, profile.allocations.length > 0 && [
    make("p", {}, show.rate(profile.allocationBytesPerSecond) + " over the run, estimated from samples."),
    table({label: "allocations", rows: profile.allocations, portion: 15, detail: stackDetail,
        key: (site) => site.type + " " + (site.site ? keyOf(site.site) : ""),
        toggles: [{label: "with a line of the application only", test: (site) => known(site.site), on: true}],
        columns: [
            {head: "Share", number: true, first: true, get: (site) => site.bytes / allocated, show: (site) => show.percent(site.bytes / allocated), bar: (site) => site.bytes / allocated},
            {head: "Bytes", number: true, get: (site) => site.bytes, show: (site) => show.bytes(site.bytes)},
            {head: "Type", class: "mono text", opens: true, get: (site) => show.type(site.type), full: (site) => site.type, find: (site) => site.type + " " + show.place(site.site) + " " + (site.site?.method ?? "")},
            {head: "Line", get: (site) => show.place(site.site), show: (site) => link(site.site)},
            {head: "Method", class: "mono text", get: (site) => show.method(site.site?.method), full: (site) => site.site?.method},
            {head: "Samples", number: true, get: (site) => site.samples, show: (site) => show.count(site.samples)}]}).element]);

section("leaks", "Old objects and who keeps them", profile.leaks.length, profile.leaks.length > 0 && [
    make("p", {class: "soft"}, "Sampled objects that were still alive at the end. A cache that fills and stays looks the same but for its growth: the findings say which one is a leak."),
    profile.leaks.slice(0, 30).map((leak) => make("div", {class: "leak"},
        make("b", {}, show.bytes(leak.bytes) + " of ", make("span", {class: "mono"}, show.type(leak.type))),
        leak.site ? [", allocated at ", link(leak.site)] : null,
        make("span", {class: "soft"}, " " + show.count(leak.samples) + (leak.samples === 1 ? " sample" : " samples") + ", allocated from second " + fixed(leak.firstSecond, 1) + " to " + fixed(leak.lastSecond, 1)
            + (leak.elements > 0 ? ", in a collection of " + show.count(leak.elements) : "")),
        leak.chain.length > 0 && make("ol", {class: "chain mono"}, leak.chain.map((link) => make("li", {}, link)))))]);

// ---- I/O, locks, exceptions -----------------------------------------------------------------------

section("io", "Files and network", profile.io.length, profile.io.length > 0 && [
    profile.io.some((io) => io.sampled) && make("p", {}, "The recording limits the rate of these events, or leaves out short ones: figures are lower bounds."),
    table({label: "files and network", rows: profile.io, detail: stackDetail, portion: 15, key: (io) => io.kind + io.path + (io.site ? keyOf(io.site) : ""),
        toggles: [{label: "with a line of the application only", test: (io) => known(io.site), on: true}],
        columns: [
            {head: "Time", number: true, first: true, get: (io) => io.seconds, show: (io) => show.seconds(io.seconds)},
            {head: "What", class: "nowrap", opens: true, get: (io) => io.kind.replace("_", " ")},
            {head: "Calls", number: true, get: (io) => io.calls, show: (io) => show.count(io.calls)},
            {head: "Bytes", number: true, get: (io) => io.bytes, show: (io) => show.bytes(io.bytes)},
            {head: "Small", number: true, title: "Calls that moved fewer than 512 bytes", get: (io) => io.smallCalls, show: (io) => show.count(io.smallCalls)},
            {head: "Passes", number: true, title: "How often a file was read to its end", get: (io) => io.passes, show: (io) => show.count(io.passes)},
            {head: "Line", get: (io) => show.place(io.site), show: (io) => link(io.site)},
            {head: "Path", class: "mono text", get: (io) => io.path}]}).element]);

const kinds = {monitor: "monitor", wait: "Object.wait", lock: "lock", park: "park", sleep: "sleep", pinned: "pinned"};
section("locks", "Waiting for other threads", profile.locks.length, profile.locks.length > 0 && table({
    label: "waits", rows: profile.locks, detail: stackDetail, portion: 15, key: (lock) => lock.kind + lock.lockType + lock.group + (lock.site ? keyOf(lock.site) : ""),
    toggles: [{label: "with a line of the application only", test: (lock) => known(lock.site), on: true},
        {label: "competition for locks only", test: (lock) => lock.kind === "monitor" || lock.kind === "lock", on: false}],
    columns: [
        {head: "Time", number: true, first: true, get: (lock) => lock.seconds, show: (lock) => show.seconds(lock.seconds)},
        {head: "How", class: "nowrap", opens: true, get: (lock) => kinds[lock.kind] || lock.kind},
        {head: "Times", number: true, get: (lock) => lock.times, show: (lock) => show.count(lock.times)},
        {head: "Longest", number: true, get: (lock) => lock.longestSeconds, show: (lock) => show.seconds(lock.longestSeconds)},
        {head: "Threads", number: true, get: (lock) => lock.threads, show: (lock) => show.count(lock.threads)},
        {head: "Line", get: (lock) => show.place(lock.site), show: (lock) => link(lock.site)},
        {head: "Held at", get: (lock) => show.place(lock.holder), show: (lock) => known(lock.holder) ? show.place(lock.holder) : ""},
        {head: "Type", class: "mono text", get: (lock) => lock.type},
        {head: "By", class: "text", get: (lock) => lock.group}]}).element);

section("exceptions", "Exceptions", profile.exceptionsThrown >= 0 ? profile.exceptionsThrown : null, profile.exceptions.length > 0 && table({
    label: "exceptions", rows: profile.exceptions, detail: stackDetail, portion: 10, key: (thrown) => thrown.type + (thrown.site ? keyOf(thrown.site) : ""), columns: [
        {head: "Recorded", number: true, first: true, get: (thrown) => thrown.count, show: (thrown) => show.count(thrown.count)},
        {head: "Type", class: "mono text", opens: true, get: (thrown) => thrown.type},
        {head: "Line", get: (thrown) => show.place(thrown.site), show: (thrown) => link(thrown.site)},
        {head: "Method", class: "mono text", get: (thrown) => show.method(thrown.site?.method)}]}).element);

section("engine", "Venturi's own events", profile.engine.length, profile.engine.length > 0 && table({
    label: "events of the engine", rows: profile.engine, columns: [
        {head: "Event", class: "mono", get: (stage) => stage.event},
        {head: "Stage", get: (stage) => stage.stage},
        {head: "Count", number: true, get: (stage) => stage.count, show: (stage) => show.count(stage.count)},
        {head: "Time", number: true, first: true, get: (stage) => stage.seconds, show: (stage) => show.seconds(stage.seconds)},
        {head: "Sums", class: "text", get: (stage) => Object.entries(stage.sums).map(([name, sum]) => name + " " + show.count(sum)).join(", ")}]}).element);

// ---- what was not seen, and how it was recorded ------------------------------------------------------

const unseen = [...new Set([...profile.notes, ...profile.capture.losses, ...profile.notSeen])];
section("unseen", "What was not seen", unseen.length + profile.notEnoughData.length, [
    unseen.length > 0 && make("ul", {class: "plain"}, unseen.map((sentence) => make("li", {}, sentence))),
    profile.notEnoughData.length > 0 && [make("h3", {}, "Rules that lacked data"),
        make("ul", {class: "plain"}, profile.notEnoughData.map((lack) => make("li", {}, lack.rule + " needs ", make("code", {}, lack.event), ": " + lack.setting)))],
    profile.fine.length > 0 && make("details", {}, make("summary", {}, show.count(profile.fine.length) + " rules looked and found nothing"), make("p", {}, profile.fine.join(", ")))]);

const about = [["Program", profile.capture.commandLine], ["JVM", profile.capture.jvm], ["JVM options", profile.capture.jvmArguments],
    ["Recorded", profile.capture.start.replace("T", " ").replace(/\.\d+Z/, "Z") + ", " + show.seconds(profile.durationSeconds) + ", " + show.count(profile.capture.events) + " events"],
    ["CPU samples", show.count(profile.capture.samples) + " valid, " + show.count(profile.capture.biasedDropped) + " biased ones left out, " + show.count(profile.capture.failed) + " without a stack"],
    ["Application", profile.capture.userCode], ["Format of the data", profile.schema]];
section("about", "About this recording", null, make("dl", {class: "about"}, about.filter(([, text]) => text).map(([name, text]) => [make("dt", {}, name), make("dd", {}, text)])));

// ---- links to lines -------------------------------------------------------------------------------

function follow() {
    if (location.hash.startsWith("#line=")) lineTable.reveal(decodeURIComponent(location.hash.slice(6)));
}
addEventListener("hashchange", follow);
document.addEventListener("click", (event) => { // the same link again changes no hash
    const anchor = event.target.closest?.("a[href^='#line=']");
    if (anchor && anchor.getAttribute("href") === location.hash) follow();
});
follow();
