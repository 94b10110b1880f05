package dev.venturi.cli.command;

import dev.venturi.cli.report.DisplayText;
import dev.venturi.cli.report.Quantity;
import dev.venturi.cli.report.TextTable;
import dev.venturi.cli.report.TextTable.Align;
import dev.venturi.inspect.Answer;
import dev.venturi.inspect.ColumnFacts;
import dev.venturi.inspect.ColumnFacts.Storage;
import dev.venturi.inspect.Inspection;
import dev.venturi.inspect.Inspection.RowGroups;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was found out about a table, for people and for programs.
///
/// @param inputs as the user wrote them
/// @param reading options by which they are read so, as arguments
record InspectReport(Inspection table, List<String> inputs, List<String> reading) {
    private static final int LONGEST_VALUE = 26;
    private static final String NONE = "-";
    private static final String UNKNOWN = "?";

    /// The report for people.
    String text(int width) {
        StringBuilder text = new StringBuilder();
        text.append(about().render(width)).append('\n').append(columns().render(width));
        List<String> notes = notes();
        if (!notes.isEmpty()) {
            text.append('\n');
            notes.forEach(note -> text.append(note).append('\n'));
        }
        return text.toString();
    }

    private TextTable about() {
        TextTable about = new TextTable().column("", Align.LEFT).column("", Align.LEFT);
        about.row(
                table.files().size() == 1 ? "file" : "files",
                table.files().size() == 1
                        ? table.files().getFirst()
                        : "%s: %s to %s"
                                .formatted(
                                        Quantity.count(table.files().size()),
                                        table.files().getFirst(),
                                        table.files().getLast()));
        about.row("format", format());
        String rows =
                table.rows().isPresent()
                        ? Quantity.count(table.rows().getAsLong(), "row", "rows")
                        : "rows not counted";
        about.row("size", rows + ", " + Quantity.bytes(table.bytes()));
        RowGroups groups = table.rowGroups();
        if (groups != null) {
            about.row(
                    "groups",
                    "%s of %s rows"
                            .formatted(
                                    Quantity.count(groups.count(), "row group", "row groups"),
                                    groups.leastRows() == groups.mostRows()
                                            ? Quantity.count(groups.mostRows())
                                            : "%s to %s"
                                                    .formatted(
                                                            Quantity.count(groups.leastRows()),
                                                            Quantity.count(groups.mostRows()))));
        }
        about.row("checksums", checksums());
        for (String reason : table.reasons()) {
            about.row("dialect", reason);
        }
        return about;
    }

    private String format() {
        String name =
                switch (table.format()) {
                    case "parquet" -> "Parquet";
                    case "arrow" -> "Arrow";
                    default -> "CSV";
                };
        return table.writers().isEmpty()
                ? name
                : name + ", written by " + String.join(", ", table.writers());
    }

    private String checksums() {
        int all = table.files().size();
        int with = all - table.unprotectedFiles();
        String verified = table.scanned() ? "verified" : "--scan verifies them";
        if (with == all) {
            return all == 1 ? verified : "in all files; " + verified;
        }
        String which = with == 0 ? "none" : "in %s of %s".formatted(with, all);
        return which + "; venturi manifest writes some, --verify-manifest checks them";
    }

    private TextTable columns() {
        boolean stored = table.columns().stream().anyMatch(column -> column.storage() != null);
        TextTable columns =
                new TextTable()
                        .column("column", Align.LEFT)
                        .column("type", Align.LEFT)
                        .column("missing", Align.RIGHT)
                        .column("min", Align.RIGHT)
                        .column("max", Align.RIGHT);
        if (table.scanned()) {
            columns.column("order", Align.LEFT);
        }
        if (stored) {
            columns.column("size", Align.RIGHT);
        }
        columns.column(stored ? "stored as" : "because of", Align.LEFT);
        for (ColumnFacts column : table.columns()) {
            List<String> cells = new ArrayList<>();
            cells.add(column.field().name());
            cells.add(type(column));
            cells.add(
                    column.missing().isPresent()
                            ? Quantity.count(column.missing().getAsLong())
                            : UNKNOWN);
            cells.add(shown(column.min()));
            cells.add(shown(column.max()));
            if (table.scanned()) {
                cells.add(order(column));
            }
            Storage storage = column.storage();
            if (stored) {
                cells.add(storage == null ? NONE : Quantity.bytes(storage.bytes()));
            }
            cells.add(
                    storage == null
                            ? column.field().reason()
                            : "%s, %s, %s"
                                    .formatted(
                                            column.field().reason(),
                                            String.join(" ", storage.codecs()),
                                            String.join(" ", storage.encodings())));
            columns.row(cells);
        }
        return columns;
    }

    private static String type(ColumnFacts column) {
        return column.field().type().name().toLowerCase(Locale.ROOT);
    }

    /// A bound; where all values are missing there is none, of a footer it may not be known.
    private String shown(@Nullable Object bound) {
        return switch (bound) {
            case null -> table.scanned() ? NONE : UNKNOWN;
            case Double number -> Quantity.shortened(number);
            default -> DisplayText.clip(DisplayText.oneLine(bound.toString()), LONGEST_VALUE);
        };
    }

    private String order(ColumnFacts column) {
        if (column.ascending() == Answer.YES) {
            return "ascending";
        }
        List<String> parts = new ArrayList<>();
        if (column.clustered() == Answer.YES && column.runs() < table.rows().orElse(0)) {
            parts.add("clustered");
        }
        if (column.within() != null) {
            parts.add("within " + column.within());
        }
        if (parts.isEmpty() && column.clustered() == Answer.NOT_DETERMINED) {
            return column.field().type() == ColumnType.FLOAT64 ? NONE : UNKNOWN;
        }
        return parts.isEmpty() ? NONE : String.join(", ", parts);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!table.scanned()) {
            notes.add(
                    "min, max and missing are what the writers say (NaN is not counted); --scan"
                            + " reads the rows");
        }
        String clusters =
                table.clusters().stream()
                        .map(column ->
                                "%s (%s)"
                                        .formatted(
                                                column.field().name(),
                                                Quantity.count(column.runs(), "value", "values")))
                        .collect(Collectors.joining(", "));
        if (!clusters.isEmpty()) {
            notes.add("equal values stand together in: " + clusters);
        }
        if (table.columns().stream().anyMatch(column -> column.within() != null)) {
            notes.add("within a column: ascending as long as that one keeps its value");
        }
        if (table.scanned() && table.columns().stream().anyMatch(this::isTooLarge)) {
            notes.add(
                    "? in the order: more different values than fit into the memory set aside to"
                            + " notice one that comes back");
        }
        String command = command();
        if (!command.isEmpty()) {
            notes.add("to begin with: " + command);
        }
        return notes;
    }

    private boolean isTooLarge(ColumnFacts column) {
        return order(column).equals(UNKNOWN);
    }

    /// A command line that computes features; empty when no column looks like a key.
    private String command() {
        return table.likelyKey()
                .map(key ->
                        "venturi features %s%s --by %s%s -o features.csv"
                                .formatted(
                                        inputs.stream()
                                                .map(InspectReport::quoted)
                                                .collect(Collectors.joining(" ")),
                                        reading.stream()
                                                .map(argument -> " " + quoted(argument))
                                                .collect(Collectors.joining()),
                                        quoted(key.field().name()),
                                        table.likelyOrder()
                                                .map(order ->
                                                        " --order-by "
                                                                + quoted(order.field().name()))
                                                .orElse("")))
                .orElse("");
    }

    /// As a shell takes it as one word.
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=,@%+-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }

    /// The report for programs.
    JsonValue json() {
        RowGroups groups = table.rowGroups();
        return JsonValue.object()
                .with("format", table.format())
                .with("files", JsonValue.texts(table.files()))
                .with("bytes", table.bytes())
                .with(
                        "rows",
                        table.rows().isPresent()
                                ? JsonValue.of(table.rows().getAsLong())
                                : JsonValue.NULL)
                .with("scanned", JsonValue.of(table.scanned()))
                .with("writers", JsonValue.texts(table.writers()))
                .with(
                        "rowGroups",
                        groups == null
                                ? JsonValue.NULL
                                : JsonValue.object()
                                        .with("count", groups.count())
                                        .with("leastRows", groups.leastRows())
                                        .with("mostRows", groups.mostRows())
                                        .build())
                .with("unprotectedFiles", table.unprotectedFiles())
                .with("dialect", JsonValue.texts(table.reasons()))
                .with("leftOut", JsonValue.texts(table.leftOut()))
                .with("restarts", table.restarts())
                .with(
                        "columns",
                        new JsonArray(table.columns().stream().map(InspectReport::json).toList()))
                .with("suggestion", JsonValue.of(command().isEmpty() ? null : command()))
                .with("warnings", JsonValue.texts(table.warnings()))
                .build();
    }

    private static JsonValue json(ColumnFacts column) {
        Storage storage = column.storage();
        return JsonValue.object()
                .with("name", column.field().name())
                .with("type", type(column))
                .with("reason", column.field().reason())
                .with(
                        "missing",
                        column.missing().isPresent()
                                ? JsonValue.of(column.missing().getAsLong())
                                : JsonValue.NULL)
                .with("min", value(column.min()))
                .with("max", value(column.max()))
                .with("ascending", answer(column.ascending()))
                .with("ascendingWithin", JsonValue.of(column.within()))
                .with("clustered", answer(column.clustered()))
                .with("runs", column.runs())
                .with(
                        "stored",
                        storage == null
                                ? JsonValue.NULL
                                : JsonValue.object()
                                        .with("bytes", storage.bytes())
                                        .with("plainBytes", storage.plainBytes())
                                        .with("codecs", JsonValue.texts(storage.codecs()))
                                        .with("encodings", JsonValue.texts(storage.encodings()))
                                        .build())
                .build();
    }

    private static JsonValue value(@Nullable Object bound) {
        return switch (bound) {
            case null -> JsonValue.NULL;
            case Long whole -> JsonValue.of((long) whole);
            case Double number when number.isInfinite() -> JsonValue.of(number.toString());
            case Double number -> JsonValue.of((double) number);
            case Boolean logical -> JsonValue.of((boolean) logical);
            case Object text -> JsonValue.of(text.toString());
        };
    }

    /// True, false, or null where it is not known.
    private static JsonValue answer(Answer answer) {
        return switch (answer) {
            case YES -> JsonValue.of(true);
            case NO -> JsonValue.of(false);
            case NOT_DETERMINED -> JsonValue.NULL;
        };
    }
}
