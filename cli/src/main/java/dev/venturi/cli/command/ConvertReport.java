package dev.venturi.cli.command;

import dev.venturi.cli.report.PeakMemory;
import dev.venturi.cli.report.Quantity;
import dev.venturi.cli.report.TextTable;
import dev.venturi.cli.report.TextTable.Align;
import dev.venturi.convert.ConversionResult;
import dev.venturi.json.JsonValue;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// What a conversion did, for people and for programs.
///
/// @param size bytes of the output; -1 where they were not kept
record ConvertReport(
        FileTable table, OutputTarget target, ConversionResult result, long size, double seconds) {
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(result.warnings());
        if (result.overflowedToInfinity() > 0) {
            warnings.add(
                    "%s beyond the largest double, written as infinity"
                            .formatted(
                                    Quantity.count(
                                            result.overflowedToInfinity(), "number", "numbers")));
        }
        return warnings;
    }

    String text(int width) {
        TextTable text = new TextTable().column("", Align.LEFT).column("", Align.LEFT);
        text.row(
                "written",
                "%s: %s, %s%s"
                        .formatted(
                                target.isStandardOutput() ? "standard output" : target.name(),
                                Quantity.count(result.rows(), "row", "rows"),
                                Quantity.count(
                                        result.schema().fields().size(), "column", "columns"),
                                size < 0 ? "" : ", " + Quantity.bytes(size)));
        int files = table.files().size();
        text.row(
                "read",
                "%s, %s"
                        .formatted(
                                files == 1
                                        ? table.files().getFirst()
                                        : Quantity.count(files, "file", "files"),
                                Quantity.bytes(table.bytes())));
        text.row("columns", columns());
        text.row(
                "verified",
                result.verified() == result.rows()
                        ? "every cell, by reading it back"
                        : target.isDirect() ? "no: it cannot be read back" : "no");
        text.row(
                "time",
                "%s, %s"
                        .formatted(
                                Quantity.seconds(seconds),
                                Quantity.rowsPerSecond(rowsPerSecond())));
        OptionalLong peak = PeakMemory.resident();
        if (peak.isPresent()) {
            text.row("memory", "peak " + Quantity.bytes(peak.getAsLong()));
        }
        for (String reason : table.reasons()) {
            text.row("dialect", reason);
        }
        return text.render(width).stripTrailing();
    }

    private double rowsPerSecond() {
        return result.rows() / Math.max(seconds, 1e-9);
    }

    /// `int64 patient_id; float64 heart_rate, temperature`.
    private String columns() {
        Map<String, List<String>> byType = new LinkedHashMap<>();
        for (Field field : result.schema().fields()) {
            byType.computeIfAbsent(nameOf(field), _ -> new ArrayList<>()).add(field.name());
        }
        List<String> parts = new ArrayList<>();
        byType.forEach((type, names) -> parts.add(type + " " + String.join(", ", names)));
        return String.join("; ", parts);
    }

    private String nameOf(Field field) {
        return result.schema().instants().contains(field.name())
                ? "timestamp (UTC)"
                : field.type().name().toLowerCase(Locale.ROOT);
    }

    JsonValue json() {
        JsonValue.Members types = JsonValue.object();
        for (Field field : result.schema().fields()) {
            types.with(
                    field.name(),
                    JsonValue.object()
                            .with("type", field.type().name().toLowerCase(Locale.ROOT))
                            .with(
                                    "instant",
                                    JsonValue.of(result.schema().instants().contains(field.name())))
                            .with("reason", field.reason())
                            .build());
        }
        OptionalLong peak = PeakMemory.resident();
        return JsonValue.object()
                .with("rows", result.rows())
                .with("verifiedRows", result.verified())
                .with("seconds", JsonValue.of(seconds))
                .with("rowsPerSecond", JsonValue.of(rowsPerSecond()))
                .with(
                        "peakBytes",
                        peak.isPresent() ? JsonValue.of(peak.getAsLong()) : JsonValue.NULL)
                .with("files", table.files().size())
                .with("bytes", table.bytes())
                .with("output", target.name())
                .with("format", target.format().label())
                .with("outputBytes", size < 0 ? JsonValue.NULL : JsonValue.of(size))
                .with("columns", types.build())
                .with("restarts", result.restarts())
                .with("overflowedToInfinity", result.overflowedToInfinity())
                .with("dialect", JsonValue.texts(table.reasons()))
                .with("warnings", JsonValue.texts(warnings()))
                .build();
    }
}
