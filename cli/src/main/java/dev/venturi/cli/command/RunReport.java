package dev.venturi.cli.command;

import dev.venturi.cli.report.FirstRows;
import dev.venturi.cli.report.PeakMemory;
import dev.venturi.cli.report.Quantity;
import dev.venturi.cli.report.TextTable;
import dev.venturi.cli.report.TextTable.Align;
import dev.venturi.feature.FeatureList;
import dev.venturi.feature.FeaturePlan;
import dev.venturi.feature.Layout;
import dev.venturi.feature.RunSummary;
import dev.venturi.filter.Condition;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.table.Field;
import dev.venturi.table.TableSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a run of `features` did, for people and for programs.
///
/// @param table as it was opened; the types the whole input gave stand in the summary
record RunReport(FeaturePlan plan, FeatureList features, TableSource table, RunSummary summary) {

    /// What the user should know and may not expect.
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(table.warnings());
        if (summary.ties() > 0) {
            warnings.add(
                    "%s %s with the row before in every order column; such rows keep the order of the file"
                            .formatted(
                                    Quantity.count(summary.ties(), "row", "rows"),
                                    summary.ties() == 1 ? "ties" : "tie"));
        }
        if (summary.sortedEntities() > 0) {
            warnings.add(
                    "the rows of %s were out of order and were put in order; --require-ordered makes that an error"
                            .formatted(
                                    Quantity.count(
                                            summary.sortedEntities(), "entity", "entities")));
        }
        if (summary.overflowedToInfinity() > 0) {
            warnings.add(
                    "%s beyond the largest double, read as infinity"
                            .formatted(
                                    Quantity.count(
                                            summary.overflowedToInfinity(), "number", "numbers")));
        }
        warnings.addAll(summary.warnings());
        return warnings;
    }

    /// The summary for people.
    ///
    /// @param contract where the contract stands, if anywhere
    /// @param written rows of the output
    String text(OutputTarget target, @Nullable Path contract, long written, int width) {
        TextTable text = new TextTable().column("", Align.LEFT).column("", Align.LEFT);
        String some =
                written < summary.outputRows()
                        ? "the first %s of ".formatted(Quantity.count(written))
                        : "";
        String entities = Quantity.count(summary.entities(), "entity", "entities");
        text.row(
                "written",
                "%s: %s%s"
                        .formatted(
                                target.isStandardOutput() ? "standard output" : target.name(),
                                some,
                                plan.rows().every().isEmpty()
                                        ? entities
                                        : "%s of %s"
                                                .formatted(
                                                        Quantity.count(
                                                                summary.outputRows(),
                                                                "row",
                                                                "rows"),
                                                        entities)));
        text.row(
                "read",
                "%s of %s, %s"
                        .formatted(
                                Quantity.count(summary.rows(), "row", "rows"),
                                summary.files() == 1
                                        ? table.files().getFirst()
                                        : Quantity.count(summary.files(), "file", "files"),
                                Quantity.bytes(summary.bytes())));
        if (!plan.rows().where().isEmpty()) {
            text.row("where", kept());
        }
        text.row("verified", verified());
        text.row(
                "time",
                "%s, %s, %s"
                        .formatted(
                                Quantity.seconds(summary.seconds()),
                                Quantity.rowsPerSecond(rowsPerSecond()),
                                Quantity.count(summary.workers(), "worker", "workers")));
        text.row("memory", memory());
        if (summary.layout().kind() == Layout.Kind.SCATTERED) {
            text.row("layout", layout());
        }
        text.row("kernels", summary.kernels());
        text.row("columns", columns());
        for (String reason : table.reasons()) {
            text.row("dialect", reason);
        }
        text.row(
                "meaning",
                "preset " + plan.preset().label() + (contract == null ? "" : ", in " + contract));
        return text.render(width).stripTrailing();
    }

    /// Which files were held against checksums, and what can be done for the others.
    private String verified() {
        int without = summary.unprotectedFiles();
        if (without == 0) {
            return "checksums of all that was read";
        }
        String which =
                without < summary.files()
                        ? "%s of %s"
                                .formatted(
                                        Quantity.count(summary.files() - without),
                                        Quantity.count(summary.files(), "file", "files"))
                        : "nothing";
        return which
                + ", for lack of checksums; venturi manifest writes some, --verify-manifest checks"
                + " them";
    }

    /// `kept 1,234 of 5,678 rows; not read: 12 row groups`.
    private String kept() {
        List<String> skipped = new ArrayList<>();
        if (summary.rowGroupsSkipped() > 0) {
            skipped.add(Quantity.count(summary.rowGroupsSkipped(), "row group", "row groups"));
        }
        if (summary.filesSkipped() > 0) {
            skipped.add(
                    Quantity.count(summary.filesSkipped(), "file", "files")
                            + (skipped.isEmpty() ? "" : " as a whole"));
        }
        return "%s: kept %s of %s read%s"
                .formatted(
                        plan.rows().conditions().stream()
                                .map(Condition::toString)
                                .collect(Collectors.joining(" and ")),
                        Quantity.count(summary.rowsKept()),
                        Quantity.count(summary.rows(), "row", "rows"),
                        skipped.isEmpty() ? "" : "; not read: " + String.join(", ", skipped));
    }

    private double rowsPerSecond() {
        return summary.rows() / Math.max(summary.seconds(), 1e-9);
    }

    private String layout() {
        String disk =
                summary.spillBytes() == 0
                        ? "in memory"
                        : "by way of %s of temporary files"
                                .formatted(Quantity.bytes(summary.spillBytes()));
        return "scattered: %s; rows were divided by entity, %s"
                .formatted(summary.layout().reason(), disk);
    }

    private String memory() {
        OptionalLong peak = PeakMemory.resident();
        String predicted = "predicted " + Quantity.bytes(summary.predictedPeakBytes());
        return peak.isPresent()
                ? "peak %s, %s".formatted(Quantity.bytes(peak.getAsLong()), predicted)
                : predicted;
    }

    /// `float64 heart_rate, temperature; int64 respiratory_rate; not used: ward (text)`.
    private String columns() {
        Map<String, List<String>> byType = new LinkedHashMap<>();
        for (Field field : summary.valueFields()) {
            byType.computeIfAbsent(nameOf(field), _ -> new ArrayList<>()).add(field.name());
        }
        List<String> parts = new ArrayList<>();
        byType.forEach((type, names) -> parts.add(type + " " + String.join(", ", names)));
        String unused = unused(_ -> true);
        if (!unused.isEmpty()) {
            parts.add("not used: " + unused);
        }
        return String.join("; ", parts);
    }

    /// Columns that only `--types` would make numbers, such as those with decimal commas; a line
    /// below a table that is looked at, empty when there are none.
    String notNumbers() {
        String unused = plan.select().isEmpty() ? unused(field -> !field.type().isNumeric()) : "";
        return unused.isEmpty() ? "" : "not used: " + unused;
    }

    private String unused(Predicate<Field> which) {
        return table.schema().fields().stream()
                .filter(field -> !isUsed(field.name()))
                .filter(which)
                .map(field -> "%s (%s)".formatted(field.name(), kindOf(field)))
                .collect(Collectors.joining(", "));
    }

    /// Whether a column that was not read holds whole numbers only is not known.
    private static String kindOf(Field field) {
        return switch (field.type()) {
            case INT64, FLOAT64 -> "number";
            default -> nameOf(field);
        };
    }

    private boolean isUsed(String name) {
        return plan.by().contains(name)
                || plan.orderBy().contains(name)
                || plan.rows().asOf().equals(name)
                || plan.rows().conditions().stream()
                        .anyMatch(condition -> condition.column().equals(name))
                || summary.valueFields().stream().anyMatch(field -> field.name().equals(name));
    }

    private static String nameOf(Field field) {
        return field.type().name().toLowerCase(Locale.ROOT);
    }

    /// The summary for programs.
    ///
    /// @param target where the table went; null when it was only looked at
    /// @param first the entities looked at, in place of a target
    JsonValue json(
            @Nullable OutputTarget target, @Nullable Path contract, @Nullable FirstRows first) {
        OptionalLong peak = PeakMemory.resident();
        JsonValue.Members json =
                JsonValue.object()
                        .with("rows", summary.rows())
                        .with("rowsKept", summary.rowsKept())
                        .with("rowGroupsSkipped", summary.rowGroupsSkipped())
                        .with("filesSkipped", summary.filesSkipped())
                        .with("entities", summary.entities())
                        .with("outputRows", summary.outputRows())
                        .with("seconds", JsonValue.of(summary.seconds()))
                        .with("workers", summary.workers())
                        .with(
                                "peakBytes",
                                peak.isPresent() ? JsonValue.of(peak.getAsLong()) : JsonValue.NULL)
                        .with("predictedPeakBytes", summary.predictedPeakBytes())
                        .with("spillBytes", summary.spillBytes())
                        .with("layout", summary.layout().name())
                        .with("layoutReason", summary.layout().reason())
                        .with("unprotectedFiles", summary.unprotectedFiles())
                        .with("rowsPerSecond", JsonValue.of(rowsPerSecond()))
                        .with("files", summary.files())
                        .with("bytes", summary.bytes())
                        .with("output", JsonValue.of(target == null ? null : target.name()))
                        .with(
                                "contract",
                                JsonValue.of(contract == null ? null : contract.toString()))
                        .with("preset", plan.preset().label())
                        .with("by", JsonValue.texts(plan.by()))
                        .with("orderBy", JsonValue.texts(plan.orderBy()))
                        .with("where", JsonValue.texts(plan.rows().where()))
                        .with("asOf", plan.rows().asOf())
                        .with("windows", JsonValue.texts(plan.rows().windows()))
                        .with("every", plan.rows().every())
                        .with("columns", types())
                        .with("kernels", summary.kernels())
                        .with("dialect", JsonValue.texts(table.reasons()))
                        .with("ties", summary.ties())
                        .with("sortedEntities", summary.sortedEntities())
                        .with("overflowedToInfinity", summary.overflowedToInfinity())
                        .with("readAgain", summary.readAgain())
                        .with("restarts", summary.restarts())
                        .with("warnings", JsonValue.texts(warnings()));
        if (first != null) {
            json.with(
                    "first",
                    new JsonArray(
                            first.rows().stream()
                                    .map(row -> entity(first.schema().names(), row))
                                    .toList()));
        }
        return json.build();
    }

    private JsonValue types() {
        JsonValue.Members types = JsonValue.object();
        for (Field field : summary.valueFields()) {
            types.with(
                    field.name(),
                    JsonValue.object()
                            .with("type", nameOf(field))
                            .with("reason", field.reason())
                            .build());
        }
        return types.build();
    }

    private static JsonValue entity(List<String> names, List<@Nullable Object> cells) {
        JsonValue.Members entity = JsonValue.object();
        for (int c = 0; c < names.size(); c++) {
            entity.with(
                    names.get(c),
                    switch (cells.get(c)) {
                        case null -> JsonValue.NULL;
                        case Long whole -> JsonValue.of((long) whole);
                        case Double number when number.isInfinite() ->
                                JsonValue.of(number.toString());
                        case Double number -> JsonValue.of((double) number);
                        case Object text -> JsonValue.of(text.toString());
                    });
        }
        return entity.build();
    }
}
