package dev.venturi.cli.command;

import dev.venturi.cli.report.DisplayText;
import dev.venturi.cli.report.PeakMemory;
import dev.venturi.cli.report.Quantity;
import dev.venturi.cli.report.TextTable;
import dev.venturi.cli.report.TextTable.Align;
import dev.venturi.compare.ColumnComparison;
import dev.venturi.compare.ComparisonResult;
import dev.venturi.compare.DifferingRow;
import dev.venturi.compare.KeyFinding;
import dev.venturi.compare.Tolerance;
import dev.venturi.compare.ValueKind;
import dev.venturi.compare.Verdict;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a comparison found, for people and for programs.
record CompareReport(ComparisonResult result, double seconds) {
    private static final int LONGEST_VALUE = 40;

    /// For people: a line for each column, where each differs first, what is wrong with the keys,
    /// the verdict.
    String text(int width) {
        StringBuilder text = new StringBuilder();
        if (!result.columns().isEmpty()) {
            text.append(verdicts().render(width)).append('\n');
        }
        if (result.columns().stream().anyMatch(column -> column.example() != null)) {
            text.append(examples().render(width)).append('\n');
        }
        TextTable rest = new TextTable().column("", Align.LEFT).column("", Align.LEFT);
        if (!result.explanation().isEmpty()) {
            rest.row("definitions", result.explanation());
        }
        keys(rest, "missing", result.missing(), "not in " + result.second());
        keys(rest, "extra", result.extra(), "not in " + result.first());
        keys(rest, "repeated", result.repeatedInFirst(), "more than once in " + result.first());
        keys(rest, "repeated", result.repeatedInSecond(), "more than once in " + result.second());
        names(rest, result.onlyInFirst(), result.first());
        names(rest, result.onlyInSecond(), result.second());
        rest.row("compared", compared());
        rest.row(result.verdict().name(), conclusion());
        return text.append(rest.render(width)).toString();
    }

    private TextTable verdicts() {
        TextTable verdicts =
                new TextTable()
                        .column("column", Align.LEFT)
                        .column("verdict", Align.LEFT)
                        .column("rows differ", Align.RIGHT)
                        .column("largest", Align.RIGHT)
                        .column("relative", Align.RIGHT);
        for (ColumnComparison column : result.columns()) {
            boolean equal = column.verdict() == Verdict.EQUAL;
            verdicts.row(
                    column.column(),
                    column.verdict().name(),
                    equal ? "" : Quantity.count(column.differing()),
                    equal ? "" : distance(column.largestAbsolute()),
                    equal ? "" : distance(column.largestRelative()));
        }
        return verdicts;
    }

    /// 0 says that no two numbers differ: where one is missing, or of texts, there is no distance.
    private static String distance(double largest) {
        return largest == 0 ? "-" : Quantity.shortened(largest);
    }

    /// The values stand under each other, so that the first digit that differs is seen.
    private TextTable examples() {
        TextTable examples =
                new TextTable()
                        .column("differs first", Align.LEFT)
                        .column(String.join(", ", result.by()), Align.LEFT)
                        .column(
                                "in %s\nin %s"
                                        .formatted(
                                                fileName(result.first()),
                                                fileName(result.second())),
                                Align.LEFT);
        for (ColumnComparison column : result.columns()) {
            DifferingRow row = column.example();
            if (row != null) {
                examples.row(
                        column.column(),
                        DisplayText.clip(row.key(), LONGEST_VALUE),
                        value(row.first(), column.firstKind(), column));
                examples.row("", "", value(row.second(), column.secondKind(), column));
            }
        }
        return examples;
    }

    private static String value(String text, ValueKind kind, ColumnComparison column) {
        String shown = text.isEmpty() ? "missing" : DisplayText.clip(text, LONGEST_VALUE);
        return column.kindsDiffer()
                ? shown + " (" + kind.name().toLowerCase(Locale.ROOT) + ")"
                : shown;
    }

    private static String fileName(String path) {
        return DisplayText.clip(path.substring(path.lastIndexOf('/') + 1), LONGEST_VALUE);
    }

    private static String nameOf(ValueKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static void keys(TextTable table, String label, KeyFinding found, String what) {
        if (found.count() > 0) {
            String more = found.count() > found.examples().size() ? ", ..." : "";
            table.row(
                    label,
                    "%s %s: %s%s"
                            .formatted(
                                    Quantity.count(found.count(), "key", "keys"),
                                    what,
                                    String.join("; ", found.examples()),
                                    more));
        }
    }

    private static void names(TextTable table, List<String> columns, String only) {
        if (!columns.isEmpty()) {
            table.row("columns", "only in %s: %s".formatted(only, String.join(", ", columns)));
        }
    }

    private String compared() {
        return "%s of %s (%s) and %s (%s), in %s"
                .formatted(
                        Quantity.count(result.matchedKeys(), "key", "keys"),
                        result.first(),
                        Quantity.count(result.firstRows(), "row", "rows"),
                        result.second(),
                        Quantity.count(result.secondRows(), "row", "rows"),
                        Quantity.seconds(seconds));
    }

    private String conclusion() {
        long all = result.columns().size();
        long equal = count(Verdict.EQUAL);
        long within = count(Verdict.WITHIN);
        long different = count(Verdict.DIFFERENT);
        return "%s equal bit for bit, %s within the tolerance, %s different, of %s"
                .formatted(
                        Quantity.count(equal),
                        Quantity.count(within),
                        Quantity.count(different),
                        Quantity.count(all, "column", "columns"));
    }

    private long count(Verdict verdict) {
        return result.columns().stream().filter(column -> column.verdict() == verdict).count();
    }

    /// For programs.
    JsonValue json() {
        OptionalLong peak = PeakMemory.resident();
        return JsonValue.object()
                .with("verdict", result.verdict().name())
                .with("explanation", result.explanation())
                .with("first", result.first())
                .with("second", result.second())
                .with("by", JsonValue.texts(result.by()))
                .with("firstRows", result.firstRows())
                .with("secondRows", result.secondRows())
                .with("matchedKeys", result.matchedKeys())
                .with("missing", json(result.missing()))
                .with("extra", json(result.extra()))
                .with("repeatedInFirst", json(result.repeatedInFirst()))
                .with("repeatedInSecond", json(result.repeatedInSecond()))
                .with("onlyInFirst", JsonValue.texts(result.onlyInFirst()))
                .with("onlyInSecond", JsonValue.texts(result.onlyInSecond()))
                .with(
                        "columns",
                        new JsonArray(result.columns().stream().map(CompareReport::json).toList()))
                .with("method", result.method().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .with("seconds", JsonValue.of(seconds))
                .with(
                        "peakBytes",
                        peak.isPresent() ? JsonValue.of(peak.getAsLong()) : JsonValue.NULL)
                .build();
    }

    private static JsonValue json(KeyFinding found) {
        return JsonValue.object()
                .with("count", found.count())
                .with("examples", JsonValue.texts(found.examples()))
                .build();
    }

    private static JsonValue json(ColumnComparison column) {
        Tolerance tolerance = column.tolerance();
        return JsonValue.object()
                .with("column", column.column())
                .with("verdict", column.verdict().name())
                .with("differing", column.differing())
                .with("beyond", column.beyond())
                .with("largestAbsolute", JsonValue.of(column.largestAbsolute()))
                .with("largestRelative", JsonValue.of(column.largestRelative()))
                .with("rtol", JsonValue.of(tolerance.relative()))
                .with("atol", JsonValue.of(tolerance.absolute()))
                .with("firstKind", nameOf(column.firstKind()))
                .with("secondKind", nameOf(column.secondKind()))
                .with("example", json(column.example()))
                .build();
    }

    private static JsonValue json(@Nullable DifferingRow row) {
        return row == null
                ? JsonValue.NULL
                : JsonValue.object()
                        .with("key", row.key())
                        .with("first", row.first())
                        .with("second", row.second())
                        .build();
    }
}
