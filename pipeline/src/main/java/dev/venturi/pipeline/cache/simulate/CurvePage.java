package dev.venturi.pipeline.cache.simulate;

import java.util.Locale;

/// A [MissRatioCurve] as a page for a browser that needs nothing but itself. Numbers have a point,
/// wherever the reader lives: SVG knows no other.
public final class CurvePage {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 400;
    private static final int LEFT = 56;
    private static final int TOP = 16;

    private CurvePage() {}

    /// The page.
    ///
    /// @param title for people, as the name of the trace
    public static String of(MissRatioCurve curve, String title) {
        return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Misses by size: %1$s</title>
        <style>
        :root { color-scheme: light dark; --ink: light-dark(#1b1b1f, #e6e6ea); --soft: light-dark(#8a8a94, #8f8f99); }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); max-width: 860px; margin: 2em auto; padding: 0 1em; }
        svg text { fill: var(--ink); font-size: 12px; } .grid { stroke: var(--soft); stroke-opacity: .3; }
        path { fill: none; stroke-width: 2; }
        .LRU { stroke: #d1495b; } .FIFO { stroke: #edae49; } .W_TINY_LFU { stroke: #00798c; } .OPTIMUM { stroke: var(--soft); stroke-dasharray: 4 4; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; } td, th { text-align: right; padding: .1em .8em; }
        tr:nth-child(even) td { background: color-mix(in srgb, var(--soft) 12%%, transparent); }
        </style></head><body>
        <h1>Misses by size: %1$s</h1>
        <p>%2$,d keys asked for, %3$,d of them different: %4$.1f%% are asked for the first time, which every cache misses.</p>
        %5$s
        %6$s
        </body></html>
        """
                .formatted(
                        escaped(title),
                        curve.length(),
                        curve.different(),
                        100 * curve.leastRatio(),
                        picture(curve),
                        table(curve));
    }

    private static String picture(MissRatioCurve curve) {
        StringBuilder svg =
                new StringBuilder(
                        "<svg role=\"img\" aria-label=\"Share of misses by entries of the cache\" viewBox=\"0 0 %d %d\">\n"
                                .formatted(LEFT + WIDTH + 24, TOP + HEIGHT + 70));
        for (int percent = 0; percent <= 100; percent += 25) {
            double y = y(percent / 100.0);
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d%%</text>\n",
                            LEFT,
                            LEFT + WIDTH,
                            y,
                            y,
                            LEFT - 8,
                            y + 4,
                            percent));
        }
        int last = curve.sizes().getLast();
        for (long size = 1; size <= last; size *= 10) {
            double x = x(curve, (double) size);
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>\n",
                            x,
                            x,
                            TOP,
                            TOP + HEIGHT,
                            x,
                            TOP + HEIGHT + 18,
                            size));
        }
        int legend = LEFT;
        for (Policy policy : Policy.values()) {
            StringBuilder path = new StringBuilder();
            for (int point = 0; point < curve.sizes().size(); point++) {
                path.append(
                        String.format(
                                Locale.ROOT,
                                "%s%.1f %.1f",
                                point == 0 ? "M" : " L",
                                x(curve, curve.sizes().get(point)),
                                y(curve.missRatio(policy, point))));
            }
            int y = TOP + HEIGHT + 48;
            svg.append(
                    "<path class=\"%1$s\" d=\"%2$s\"/><path class=\"%1$s\" d=\"M%3$d %4$d h28\"/><text x=\"%5$d\" y=\"%6$d\">%7$s</text>\n"
                            .formatted(
                                    policy.name(),
                                    path,
                                    legend,
                                    y,
                                    legend + 36,
                                    y + 4,
                                    policy.title()));
            legend += 140;
        }
        return svg.append("</svg>").toString();
    }

    private static double x(MissRatioCurve curve, double size) {
        double most = Math.log(Math.max(2, curve.sizes().getLast()));
        return LEFT + WIDTH * Math.log(size) / most;
    }

    private static double y(double ratio) {
        return TOP + HEIGHT * (1 - ratio);
    }

    private static String table(MissRatioCurve curve) {
        StringBuilder rows = new StringBuilder("<table><tr><th>entries</th>");
        for (Policy policy : Policy.values()) {
            rows.append("<th>%s</th>".formatted(policy.title()));
        }
        rows.append("</tr>\n");
        for (int point = 0; point < curve.sizes().size(); point++) {
            rows.append(String.format(Locale.ROOT, "<tr><td>%,d</td>", curve.sizes().get(point)));
            for (Policy policy : Policy.values()) {
                rows.append(
                        String.format(
                                Locale.ROOT,
                                "<td>%.1f%%</td>",
                                100 * curve.missRatio(policy, point)));
            }
            rows.append("</tr>\n");
        }
        return rows.append("</table>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
