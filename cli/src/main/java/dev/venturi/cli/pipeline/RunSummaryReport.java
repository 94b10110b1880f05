package dev.venturi.cli.pipeline;

import dev.venturi.cli.report.PeakMemory;
import dev.venturi.cli.report.Quantity;
import dev.venturi.cli.report.TextTable;
import dev.venturi.cli.report.TextTable.Align;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.pipeline.Pipeline;
import dev.venturi.pipeline.graph.Measurement;
import dev.venturi.pipeline.graph.Parallelism;
import dev.venturi.pipeline.graph.RunReport;
import dev.venturi.pipeline.graph.StageReport;
import dev.venturi.pipeline.graph.StageState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What happened in a run of a pipeline, for people and for programs.
///
/// @param matrix the values of the combination that was run; empty without a matrix
record RunSummaryReport(Pipeline pipeline, Map<String, String> matrix, RunReport report) {
    String text(int width) {
        TextTable table =
                new TextTable()
                        .column("stage", Align.LEFT)
                        .column("state", Align.LEFT)
                        .column("rows", Align.RIGHT)
                        .column("seconds", Align.DECIMAL)
                        .column("", Align.LEFT);
        for (StageReport stage : report.stages()) {
            Long rows = stage.counts().get("rows");
            boolean began = stage.attempts() > 0 || stage.state() == StageState.REUSED;
            table.row(
                    stage.name(),
                    stage.state().name(),
                    rows == null || !stage.state().hasResult() ? "" : Quantity.count(rows),
                    began ? Quantity.fixed(seconds(stage.took()), 2) : "",
                    note(stage));
        }
        StringBuilder text = new StringBuilder(table.render(width)).append('\n');
        for (StageReport stage : report.stages()) {
            stage.measured().forEach(found -> text.append(measured(stage, found)).append('\n'));
        }
        text.append(
                "%s  %s, %s%s"
                        .formatted(
                                report.state(),
                                Quantity.seconds(seconds(report.elapsed())),
                                Quantity.count(report.workers(), "worker", "workers"),
                                peak()));
        Parallelism bounds = report.parallelism();
        if (!bounds.criticalPath().isEmpty()) {
            text.append(
                    "\ncritical path  %s: %s; %s stages at once, %s attainable%s"
                            .formatted(
                                    String.join(" -> ", bounds.criticalPath()),
                                    Quantity.seconds(seconds(bounds.criticalTime())),
                                    Quantity.fixed(bounds.attained(), 1),
                                    Quantity.count(bounds.attainable()),
                                    halving(bounds)));
        }
        return text.toString();
    }

    /// `spent: error of users 1.84 % of the number at most, with a probability of 95 %`.
    private static String measured(StageReport stage, Measurement found) {
        return "%s: %s of %s %s %% %s"
                .formatted(
                        stage.name(),
                        found.what(),
                        found.of(),
                        Quantity.fixed(100 * found.share(), 2),
                        found.meaning());
    }

    private static String halving(Parallelism bounds) {
        return bounds.halvings().stream()
                .filter(one -> one.saved().toMillis() > 0)
                .findFirst()
                .map(one ->
                        "; half the time of %s would save %s"
                                .formatted(one.stage(), Quantity.seconds(seconds(one.saved()))))
                .orElse("");
    }

    private static String peak() {
        OptionalLong peak = PeakMemory.resident();
        return peak.isPresent() ? ", peak memory " + Quantity.bytes(peak.getAsLong()) : "";
    }

    private static String note(StageReport stage) {
        List<String> notes = new ArrayList<>();
        stage.counts()
                .forEach((what, count) -> {
                    if (!what.equals("rows") && !what.equals("bytes") && count > 0) {
                        notes.add("%s %s".formatted(Quantity.count(count), what));
                    }
                });
        if (stage.attempts() > 1) {
            notes.add(stage.attempts() + " attempts");
        }
        if (!stage.state().hasResult() && stage.state() != StageState.FAILED) {
            notes.add(stage.reason());
        }
        return String.join(", ", notes);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    JsonValue json() {
        JsonValue.Members values = JsonValue.object();
        matrix.forEach(values::with);
        List<JsonValue> stages = new ArrayList<>();
        for (StageReport stage : report.stages()) {
            JsonValue.Members counts = JsonValue.object();
            stage.counts().forEach(counts::with);
            stages.add(
                    JsonValue.object()
                            .with("name", stage.name())
                            .with("type", pipeline.stage(stage.name()).step().type())
                            .with("inputs", JsonValue.texts(stage.inputs()))
                            .with("state", stage.state().name())
                            .with("beganSeconds", JsonValue.of(seconds(stage.began())))
                            .with("seconds", JsonValue.of(seconds(stage.took())))
                            .with("waitedSeconds", JsonValue.of(seconds(stage.waited())))
                            .with("attempts", stage.attempts())
                            .with("counts", counts.build())
                            .with(
                                    "measured",
                                    new JsonArray(
                                            stage.measured().stream()
                                                    .map(Measurement::json)
                                                    .toList()))
                            .with("keptBytes", stage.keptBytes())
                            .with("reason", stage.reason())
                            .with("warnings", JsonValue.texts(stage.warnings()))
                            .build());
        }
        return JsonValue.object()
                .with("pipeline", pipeline.name())
                .with("matrix", values.build())
                .with("state", report.state().name())
                .with("seconds", JsonValue.of(seconds(report.elapsed())))
                .with("workers", report.workers())
                .with("criticalPath", JsonValue.texts(report.parallelism().criticalPath()))
                .with("stages", new JsonArray(stages))
                .build();
    }
}
