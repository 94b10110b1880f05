package dev.venturi.pipeline.stage;

import dev.venturi.feature.Preset;
import dev.venturi.feature.SeriesFeatures;
import dev.venturi.sort.ExternalSort;
import dev.venturi.sort.SortKey;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rows on a grid of times: the table is put in order by entity and time, and each entity's cells
/// are computed as its rows stream by.
record ResampleWorker(ResampleStep step) implements Worker {
    private static final Pattern CALL =
            Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*\\(([^,()]+)(?:,([^()]*))?\\)\\s*");

    /// What a new column holds: a feature of the values that a cell has in a column.
    ///
    /// @param feature as `venturi features` names it: `quantile(0.9)`
    record Cell(String name, String column, String feature) {}

    @Override
    public Schema check(StageCheck check) {
        return output(check.input(), check.roles());
    }

    private Schema output(Schema input, Roles roles) {
        int time = roles.with("time", () -> input.require(step.time(), "--time"));
        Field times = input.fields().get(time);
        if (!times.type().isTime()) {
            throw roles.problem(
                    "time",
                    "column \"%s\" holds %s (%s), expected times"
                            .formatted(times.name(), times.type(), times.reason()));
        }
        List<Field> fields = new ArrayList<>();
        for (String by : step.by()) {
            int index = roles.with("by", () -> input.require(by, "--by"));
            fields.add(input.fields().get(index));
        }
        fields.add(new Field(step.time(), ColumnType.TIMESTAMP, "the cell's beginning"));
        for (Cell cell : cells(input, roles)) {
            if (fields.stream().anyMatch(field -> field.name().equals(cell.name()))) {
                throw roles.problem(
                        "compute",
                        "a column is named \"%s\" already; choose another name"
                                .formatted(cell.name()));
            }
            fields.add(
                    new Field(
                            cell.name(),
                            ColumnType.FLOAT64,
                            "%s of %s".formatted(cell.feature(), cell.column())));
        }
        return new Schema(
                fields,
                Map.of(),
                input.instants().contains(step.time()) ? Set.of(step.time()) : Set.of());
    }

    /// The new columns.
    List<Cell> cells(Schema input, Roles roles) {
        List<Cell> cells = new ArrayList<>();
        step.compute()
                .forEach((name, text) -> {
                    Matcher call = CALL.matcher(text);
                    if (!call.matches()) {
                        throw roles.problem(
                                "compute",
                                "%s: expected a feature of a column such as mean(load) or quantile(load, 0.9), found \"%s\""
                                        .formatted(name, text));
                    }
                    String column = call.group(2).strip();
                    int index = roles.with("compute", () -> input.require(column, "--compute"));
                    Field field = input.fields().get(index);
                    if (!field.type().isNumeric()) {
                        throw roles.problem(
                                "compute",
                                "%s: column \"%s\" holds %s (%s), expected numbers"
                                        .formatted(name, column, field.type(), field.reason()));
                    }
                    String arguments = call.group(3);
                    String feature =
                            call.group(1)
                                    + (arguments == null ? "" : "(" + arguments.strip() + ")");
                    roles.with("compute", () -> SeriesFeatures.of(Preset.STANDARD, feature));
                    cells.add(new Cell(name, column, feature));
                });
        return cells;
    }

    @Override
    public StageTable run(StageJob job) throws IOException, InterruptedException {
        try (StageTable.Opened input = job.input().open()) {
            Schema schema = input.table().schema();
            Schema output = output(schema, job.roles());
            List<SortKey> order = new ArrayList<>();
            step.by().forEach(column -> order.add(SortKey.ascending(column)));
            order.add(SortKey.ascending(step.time()));
            ExternalSort.by(order)
                    .options(SortWorker.options(job))
                    .run(
                            input.table(),
                            sorted -> new GridSink(this, job, sorted, job.writer(output, false)));
        }
        return job.made();
    }

    /// The number of a column in a schema, for columns that were checked.
    static int index(Schema schema, String column) {
        return schema.require(column, "--by");
    }

    /// Whether two rows have equal values in a column.
    static boolean equal(Column a, int rowA, Column b, int rowB) {
        return switch (a) {
            case Column.DoubleColumn(double[] values) ->
                    Double.doubleToLongBits(values[rowA])
                            == Double.doubleToLongBits(((Column.DoubleColumn) b).values()[rowB]);
            case Column.LongColumn(long[] values, boolean[] nulls) -> {
                Column.LongColumn other = (Column.LongColumn) b;
                boolean missing = nulls != null && nulls[rowA];
                boolean otherMissing = other.nulls() != null && other.nulls()[rowB];
                yield missing == otherMissing && (missing || values[rowA] == other.values()[rowB]);
            }
            case Column.TextColumn(byte[] bytes, int[] offsets) -> {
                Column.TextColumn other = (Column.TextColumn) b;
                yield java.util.Arrays.equals(
                        bytes,
                        offsets[rowA],
                        offsets[rowA + 1],
                        other.bytes(),
                        other.offsets()[rowB],
                        other.offsets()[rowB + 1]);
            }
        };
    }
}
