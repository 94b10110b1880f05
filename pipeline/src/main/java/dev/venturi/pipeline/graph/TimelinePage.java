package dev.venturi.pipeline.graph;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The page of a run: a bar per stage, the summary, and what became of each stage.
final class TimelinePage {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; }
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #8884; vertical-align: top; }
            td.bar { width: 36%; padding: .25rem 0; }
            td.n { white-space: nowrap; text-align: right; }
            svg { display: block; width: 100%; height: 1.2rem; }
            .wait { fill: #8886; }
            .SUCCEEDED { fill: #2f7d4f; } .REUSED { fill: #6b8fb5; }
            .FAILED, .TIMED_OUT { fill: #c0392b; } .CANCELLED { fill: #b58a2b; }
            .UPSTREAM_FAILED, .SKIPPED { fill: #8888; }
            """;

    private final RunReport report;
    private final List<String> critical;

    TimelinePage(RunReport report) {
        this.report = report;
        this.critical = report.parallelism().criticalPath();
    }

    String html() {
        StringBuilder out = new StringBuilder();
        out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>");
        out.append("<meta name=\"viewport\" content=\"width=device-width\"/>");
        out.append("<title>Run of a pipeline</title>\n<style>\n").append(STYLE);
        out.append(
                "</style></head>\n<body><h1>Run %s in %s</h1>\n<ul>\n"
                        .formatted(report.state(), Spans.text(report.elapsed())));
        for (String sentence : Timeline.summary(report)) {
            out.append("<li>").append(escaped(sentence)).append("</li>\n");
        }
        out.append(
                """
                </ul>
                <p>Bars: from when a stage's inputs were there (grey: it waited for a worker) to its end. * on the critical path.</p>
                <table><thead><tr><th>stage</th><th>needs</th><th>state</th><th>tries</th><th>took</th><th>over time</th><th>said</th></tr></thead><tbody>
                """);
        for (StageReport stage : report.stages()) {
            row(stage, out);
        }
        return out.append("</tbody></table></body></html>\n").toString();
    }

    private void row(StageReport stage, StringBuilder out) {
        String took = stage.took().isZero() ? "" : Spans.text(stage.took());
        out.append("<tr>");
        cell(stage.name() + (critical.contains(stage.name()) ? " *" : ""), out);
        cell(String.join(", ", stage.inputs()), out);
        cell(stage.state().toString(), out);
        out.append(
                "<td class=\"n\">%d</td><td class=\"n\">%s</td>".formatted(stage.attempts(), took));
        out.append("<td class=\"bar\">%s</td>".formatted(took.isEmpty() ? "" : bar(stage)));
        List<String> said = new ArrayList<>();
        stage.counts().forEach((what, n) -> said.add("%,d %s".formatted(n, what)));
        if (!stage.reason().isEmpty() && stage.state() != StageState.REUSED) {
            said.add(stage.reason());
        }
        cell(String.join("; ", said), out);
        out.append("</tr>\n");
    }

    private static void cell(String text, StringBuilder out) {
        out.append("<td>").append(escaped(text)).append("</td>");
    }

    private String bar(StageReport stage) {
        double ready = percent(stage.ready());
        double began = percent(stage.began());
        double ended = Math.max(began + 0.3, percent(stage.ended()));
        return String.format(
                Locale.ROOT,
                "<svg role=\"img\" aria-label=\"from %s to %s\"><rect class=\"wait\" x=\"%.2f%%\" y=\"40%%\" width=\"%.2f%%\" height=\"20%%\"/><rect class=\"%s\" x=\"%.2f%%\" y=\"10%%\" width=\"%.2f%%\" height=\"80%%\"/></svg>",
                Spans.text(stage.began()),
                Spans.text(stage.ended()),
                ready,
                began - ready,
                stage.state(),
                began,
                ended - began);
    }

    private double percent(Duration time) {
        return 100.0 * time.toNanos() / Math.max(1, report.elapsed().toNanos());
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            switch (sign) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(sign < ' ' && sign != '\n' && sign != '\t' ? '\ufffd' : sign);
            }
        }
        return out.toString();
    }
}
