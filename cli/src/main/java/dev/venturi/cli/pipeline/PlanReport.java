package dev.venturi.cli.pipeline;

import dev.venturi.cli.report.Quantity;
import dev.venturi.cli.report.TextTable;
import dev.venturi.cli.report.TextTable.Align;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.pipeline.Stage;
import dev.venturi.pipeline.file.PipelineFile;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a pipeline file asks for, before it is run.
///
/// @param name of the file, as the user wrote it
/// @param schemas for each combination the columns of each stage
record PlanReport(String name, PipelineFile file, List<Map<String, Schema>> schemas) {
    String text(int width) {
        TextTable table =
                new TextTable()
                        .column("stage", Align.LEFT)
                        .column("type", Align.LEFT)
                        .column("takes", Align.LEFT)
                        .column("columns", Align.LEFT);
        List<Stage> stages = file.variants().getFirst().pipeline().stages();
        for (Stage stage : stages) {
            table.row(
                    stage.name(),
                    stage.step().type(),
                    String.join(", ", stage.step().inputs()),
                    columns(schemas.getFirst().get(stage.name())));
        }
        int runs = file.variants().size();
        return "%s\n%s: %s%s; nothing was run\n"
                .formatted(
                        table.render(width),
                        name,
                        Quantity.count(stages.size(), "stage", "stages"),
                        runs == 1 ? "" : ", for each of %d combinations".formatted(runs));
    }

    private static String columns(@Nullable Schema schema) {
        List<String> columns = new ArrayList<>();
        for (Field field : schema == null ? List.<Field>of() : schema.fields()) {
            columns.add(field.name() + " " + field.type().name().toLowerCase(Locale.ROOT));
        }
        return String.join(", ", columns);
    }

    private static JsonValue columnsJson(@Nullable Schema schema) {
        JsonValue.Members columns = JsonValue.object();
        for (Field field : schema == null ? List.<Field>of() : schema.fields()) {
            columns.with(field.name(), field.type().name().toLowerCase(Locale.ROOT));
        }
        return columns.build();
    }

    JsonValue json() {
        List<JsonValue> runs = new ArrayList<>();
        for (int v = 0; v < file.variants().size(); v++) {
            PipelineFile.Variant variant = file.variants().get(v);
            JsonValue.Members values = JsonValue.object();
            variant.values().forEach(values::with);
            List<JsonValue> stages = new ArrayList<>();
            for (Stage stage : variant.pipeline().stages()) {
                stages.add(
                        JsonValue.object()
                                .with("name", stage.name())
                                .with("type", stage.step().type())
                                .with("inputs", JsonValue.texts(stage.step().inputs()))
                                .with("columns", columnsJson(schemas.get(v).get(stage.name())))
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
