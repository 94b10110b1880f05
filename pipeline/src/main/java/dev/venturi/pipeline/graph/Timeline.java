package dev.venturi.pipeline.graph;

import dev.venturi.pipeline.graph.Parallelism.Halving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A run over time, as people look at it: text for a terminal, a page for a browser, Mermaid for a
/// document. Stages stand in the order they were given.
public final class Timeline {
    private static final int MOST_HALVINGS = 3;

    private Timeline() {}

    /// A line per stage with a bar from its start to its end: `=` while it ran, `.` while it waited
    /// for a worker, `*` behind the names on the critical path; then the summary.
    ///
    /// @param columns signs in a bar, at least 10
    public static String text(RunReport report, int columns) {
        int width = Math.max(10, columns);
        List<String> critical = report.parallelism().criticalPath();
        int names =
                Math.max(
                        5,
                        report.stages().stream().mapToInt(s -> s.name().length()).max().orElse(0));
        StringBuilder out = new StringBuilder();
        String total = Spans.text(report.elapsed());
        line(
                out,
                names,
                "stage",
                "state",
                "took",
                "0" + " ".repeat(Math.max(1, width - 1 - total.length())) + total);
        for (StageReport stage : report.stages()) {
            String mark = critical.contains(stage.name()) ? " *" : "";
            boolean ran = !stage.took().isZero();
            line(
                    out,
                    names,
                    stage.name() + mark,
                    stage.state().toString(),
                    ran ? Spans.text(stage.took()) : "",
                    ran ? bar(stage, report.elapsed(), width) : "");
        }
        out.append('\n');
        for (String sentence : summary(report)) {
            out.append(sentence).append('\n');
        }
        return out.toString();
    }

    private static void line(
            StringBuilder out, int names, String name, String state, String took, String bar) {
        String line = "%-" + (names + 2) + "s  %-15s  %-12s  %s";
        out.append(line.formatted(name, state, took, bar).stripTrailing()).append('\n');
    }

    private static String bar(StageReport stage, Duration elapsed, int width) {
        int ready = at(stage.ready(), elapsed, width);
        int began = at(stage.began(), elapsed, width);
        int ended = Math.max(began + 1, at(stage.ended(), elapsed, width));
        return " ".repeat(ready) + ".".repeat(began - ready) + "=".repeat(ended - began);
    }

    private static int at(Duration time, Duration elapsed, int width) {
        double share = (double) time.toNanos() / Math.max(1, elapsed.toNanos());
        return (int) Math.min(width - 1, Math.round(share * width));
    }

    /// What there is to say of a run, a sentence each: how it ended, what bounded it, what would
    /// make it shorter, and of each stage without a result, why.
    public static List<String> summary(RunReport report) {
        Parallelism parallelism = report.parallelism();
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "run %s in %s; critical path %s: %s"
                        .formatted(
                                report.state(),
                                Spans.text(report.elapsed()),
                                parallelism.criticalPath().isEmpty()
                                        ? "empty"
                                        : String.join(" -> ", parallelism.criticalPath()),
                                Spans.text(parallelism.criticalTime())));
        sentences.add(
                String.format(
                        Locale.ROOT,
                        "stages at once: %.2f on average, %d attainable (%d workers, at most %d stages that do not need each other)",
                        parallelism.attained(),
                        parallelism.attainable(),
                        parallelism.workers(),
                        parallelism.width()));
        String halvings =
                parallelism.halvings().stream()
                        .filter(halving -> halving.saved().isPositive())
                        .limit(MOST_HALVINGS)
                        .map(Timeline::saving)
                        .collect(Collectors.joining(", "));
        if (!halvings.isEmpty()) {
            sentences.add("half the time of a stage would save: " + halvings);
        }
        for (StageReport stage : report.stages()) {
            switch (stage.state()) {
                case FAILED, TIMED_OUT ->
                        sentences.add(
                                "stage \"%s\" %s: %s"
                                        .formatted(stage.name(), stage.state(), stage.reason()));
                case SUCCEEDED, CANCELLED, UPSTREAM_FAILED, SKIPPED, REUSED -> {}
            }
            stage.hanging().stream().limit(8).forEach(frame -> sentences.add("    at " + frame));
        }
        report.warnings().forEach(warning -> sentences.add("warning: " + warning));
        return sentences;
    }

    private static String saving(Halving halving) {
        return halving.stage() + " " + Spans.text(halving.saved());
    }

    /// A Gantt diagram for Mermaid, which many pages that show Markdown draw: stages on the
    /// critical path are `crit`, those with a result `done`.
    public static String mermaid(RunReport report) {
        List<String> critical = report.parallelism().criticalPath();
        StringBuilder out = new StringBuilder();
        out.append("gantt\n");
        out.append("    title %s in %s\n".formatted(report.state(), Spans.text(report.elapsed())));
        out.append("    dateFormat x\n    axisFormat %H:%M:%S.%L\n");
        int number = 0;
        for (StageReport stage : report.stages()) {
            number++;
            if (stage.took().isZero()) {
                continue;
            }
            List<String> tags = new ArrayList<>();
            if (critical.contains(stage.name())) {
                tags.add("crit");
            }
            if (stage.state().hasResult()) {
                tags.add("done");
            }
            tags.add("s" + number);
            long began = stage.began().toMillis();
            out.append(
                    "    %s %s :%s, %d, %d\n"
                            .formatted(
                                    plain(stage.name()),
                                    stage.state(),
                                    String.join(", ", tags),
                                    began,
                                    Math.max(began + 1, stage.ended().toMillis())));
        }
        return out.toString();
    }

    /// Without the signs that end a name in Mermaid.
    private static String plain(String name) {
        return name.replaceAll("[:;,#%]", "_");
    }

    /// A page of its own, without anything from elsewhere; well-formed XML.
    public static String html(RunReport report) {
        return new TimelinePage(report).html();
    }
}
