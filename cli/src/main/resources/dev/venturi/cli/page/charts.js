"use strict";
// Charts over the time of the run; their time axes move together.

/**
 * @param charts {title, series: [{name, values}], show, tick} with values one a step; all empty or
 *               zero ones are left out
 */
function timeline(step, charts) {
    const wanted = charts
        .map((chart) => ({...chart, series: chart.series.filter((series) => series.values && series.values.some((value) => value > 0))}))
        .filter((chart) => chart.series.length > 0);
    if (wanted.length === 0) return null;
    const steps = Math.max(...wanted.map((chart) => chart.series[0].values.length));
    const seconds = Array.from({length: steps}, (_, i) => i * step);
    const drawn = [];
    const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

    function draw(chart) {
        const colors = ["--s1", "--s2", "--s3"].map(style);
        const axis = {stroke: style("--soft"), grid: {stroke: style("--grid"), width: 1}, ticks: {stroke: style("--grid"), width: 1}, font: "11px system-ui, sans-serif"};
        chart.plot?.destroy();
        chart.plot = new uPlot({
            width: Math.max(chart.area.clientWidth, 200),
            height: 130,
            padding: [8, 8, 0, 0],
            cursor: {sync: {key: "run"}, y: false, points: {size: 6}},
            legend: {show: false},
            scales: {x: {time: false}, y: {range: (_, low, high) => [0, Math.max(high * 1.08, chart.least || 1e-9)]}},
            axes: [{...axis, size: 26, values: (_, ticks) => ticks.map((tick) => fixed(tick, tick % 1 === 0 ? 0 : 1) + " s")},
                   {...axis, size: 70, values: (_, ticks) => ticks.map(chart.tick || chart.show)}],
            series: [{}, ...chart.series.map((series, i) => ({
                label: series.name, stroke: colors[i], width: 1.6, dash: i === 0 ? [] : i === 1 ? [6, 3] : [2, 3],
                fill: i === 0 ? colors[0] + "22" : undefined, points: {show: steps < 3},
                paths: uPlot.paths.stepped({align: 1})}))],
            hooks: {setCursor: [(plot) => {
                const i = plot.cursor.idx;
                chart.note.textContent = known(i) && plot.cursor.left >= 0
                    ? fixed(seconds[i], 1) + " s: " + chart.series.map((series) => (chart.series.length > 1 ? series.name + " " : "") + chart.show(series.values[i] ?? 0)).join(", ")
                    : chart.said;
            }]},
        }, [seconds, ...chart.series.map((series) => series.values)], chart.area);
    }

    const figures = wanted.map((chart) => {
        chart.area = make("div");
        chart.said = chart.series.map((series, i) => (chart.series.length > 1 ? series.name + " " + ["——", "– –", "····"][i] + " " : "")
            + "up to " + chart.show(Math.max(...series.values.map((value) => value ?? 0)))).join(", ");
        chart.note = make("span", {}, chart.said);
        chart.area.setAttribute("role", "img");
        chart.area.setAttribute("aria-label", chart.title + " over time, " + chart.said);
        drawn.push(chart);
        return make("figure", {}, make("figcaption", {}, chart.title, chart.note), chart.area);
    });
    const redraw = () => drawn.forEach(draw);
    let width = 0;
    const element = make("div", {class: "charts"}, figures);
    const fit = () => { if (element.clientWidth !== width) { width = element.clientWidth; redraw(); } };
    setTimeout(fit); // once they stand in the page, which need not wait for a frame
    new ResizeObserver(() => requestAnimationFrame(fit)).observe(element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    return element;
}
