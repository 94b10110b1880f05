package dev.venturi.cli.pipeline;

import dev.venturi.cli.report.Quantity;
import dev.venturi.cli.report.TextTable;
import dev.venturi.cli.report.TextTable.Align;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.pipeline.Stage;
import dev.venturi.pipeline.file.PipelineFile;
import java.util.ArrayList;
import java.util.List;

/// What a pipeline file asks for, before it is run.
///
/// @param name of the file, as the user wrote it
record PlanReport(String name, PipelineFile file) {
    String text(int width) {
        TextTable table =
                new TextTable()
                        .column("stage", Align.LEFT)
                        .column("type", Align.LEFT)
                        .column("takes", Align.LEFT);
        List<Stage> stages = file.variants().getFirst().pipeline().stages();
        for (Stage stage : stages) {
            table.row(stage.name(), stage.step().type(), String.join(", ", stage.step().inputs()));
        }
        int runs = file.variants().size();
        return "%s\n%s: %s%s; nothing was run\n"
                .formatted(
                        table.render(width),
                        name,
                        Quantity.count(stages.size(), "stage", "stages"),
                        runs == 1 ? "" : ", for each of %d combinations".formatted(runs));
    }

    JsonValue json() {
        List<JsonValue> runs = new ArrayList<>();
        for (PipelineFile.Variant variant : file.variants()) {
            JsonValue.Members values = JsonValue.object();
            variant.values().forEach(values::with);
            List<JsonValue> stages = new ArrayList<>();
            for (Stage stage : variant.pipeline().stages()) {
                stages.add(
                        JsonValue.object()
                                .with("name", stage.name())
                                .with("type", stage.step().type())
                                .with("inputs", JsonValue.texts(stage.step().inputs()))
                                .build());
            }
            runs.add(
                    JsonValue.object()
                            .with("pipeline", variant.pipeline().name())
                            .with("matrix", values.build())
                            .with("stages", new JsonArray(stages))
                            .build());
        }
        return JsonValue.object()
                .with("file", name)
                .with("dryRun", JsonValue.of(true))
                .with("runs", new JsonArray(runs))
                .build();
    }
}
