package dev.venturi.pipeline.stage;

import dev.venturi.pipeline.graph.Measurement;
import dev.venturi.pipeline.sketch.KeyFilter;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchReader;
import dev.venturi.table.Column;
import dev.venturi.table.Column.LongColumn;
import dev.venturi.table.Column.TextColumn;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.util.List;

/// Rows whose key may be among those of another table: reads its keys into a Bloom filter, then the
/// rows through it.
record KeysWorker(KeysStep step) implements Worker {
    private static final int PROBES = 100_000;
    private static final long SEED = 20260101;

    @Override
    public Schema check(StageCheck check) {
        Roles roles = check.roles();
        Field own = field(check.input(), "key", step.key(), roles);
        String role = step.match().equals(step.key()) ? "key" : "match";
        Field other = field(check.inputs().getLast(), role, step.match(), roles);
        if (own.type() != other.type()) {
            throw roles.problem(
                    "key",
                    "column \"%s\" holds %s (%s), but \"%s\" of stage \"%s\" holds %s (%s); read both as one type, for example with types: {%s: text}"
                            .formatted(
                                    own.name(),
                                    own.type(),
                                    own.reason(),
                                    other.name(),
                                    step.keysOf(),
                                    other.type(),
                                    other.reason(),
                                    own.name()));
        }
        return check.input();
    }

    private static Field field(Schema table, String role, String name, Roles roles) {
        int index = roles.with(role, () -> table.require(name, "--" + role));
        Field field = table.fields().get(index);
        if (field.type() == ColumnType.FLOAT64) {
            throw roles.problem(
                    role,
                    "column \"%s\" holds %s (%s); keys are whole numbers, times or texts"
                            .formatted(name, field.type(), field.reason()));
        }
        return field;
    }

    @Override
    public StageTable run(StageJob job) throws IOException {
        KeyFilter filter;
        try (StageTable.Opened from = job.context().input(step.keysOf()).open()) {
            filter = filled(from.table(), job);
        }
        try (StageTable.Opened input = job.input().open()) {
            Schema schema = input.table().schema();
            int key = schema.indexOf(step.key());
            new RowLoop(job)
                    .run(
                            input,
                            schema,
                            (row, out) -> {
                                if (!row.isMissing(key)
                                        && mayContain(filter, row.column(key), row.index())) {
                                    out.copy(row).write();
                                }
                            });
        }
        job.context()
                .measure(
                        new Measurement(
                                "false positives",
                                step.key(),
                                filter.measuredFalsePositiveRate(PROBES, SEED),
                                "of %,d keys that are not there; asked for: %s %%"
                                        .formatted(PROBES, percent(step.falsePositives()))));
        return job.made();
    }

    private static String percent(double share) {
        String text = Double.toString(Math.round(share * 1e6) / 1e4);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /// The keys of the other table. Its rows bound how many different ones there are.
    private KeyFilter filled(FileTable table, StageJob job) throws IOException {
        long rows = Math.max(1, table.rows().orElseThrow());
        long bytes = KeyFilter.predictedBytes(rows, step.falsePositives());
        if (bytes > job.settings().memoryBytes()) {
            throw job.roles()
                    .problem(
                            "false-positives",
                            "%s for the %,d keys of stage \"%s\" takes %,d bytes, more than the stage's memory of %,d; allow more of them, give the run more with --memory, or make the keys distinct first"
                                    .formatted(
                                            step.falsePositives(),
                                            rows,
                                            step.keysOf(),
                                            bytes,
                                            job.settings().memoryBytes()));
        }
        KeyFilter filter = KeyFilter.of(rows, step.falsePositives());
        int key = table.schema().indexOf(step.match());
        try (BatchReader reader = table.batches(List.of(key))) {
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                job.context().checkCancelled();
                add(filter, batch);
            }
        }
        return filter;
    }

    private static void add(KeyFilter filter, Batch keys) {
        switch (keys.columns().getFirst()) {
            case LongColumn(long[] values, boolean[] nulls) -> {
                for (int row = 0; row < keys.rows(); row++) {
                    if (nulls == null || !nulls[row]) {
                        filter.add(values[row]);
                    }
                }
            }
            case TextColumn(byte[] bytes, int[] offsets) -> {
                for (int row = 0; row < keys.rows(); row++) {
                    if (offsets[row] < offsets[row + 1]) {
                        filter.add(bytes, offsets[row], offsets[row + 1]);
                    }
                }
            }
            case Column.DoubleColumn _ -> throw new IllegalStateException("keys are no doubles");
        }
    }

    private static boolean mayContain(KeyFilter filter, Column keys, int row) {
        return switch (keys) {
            case LongColumn(long[] values, _) -> filter.mayContain(values[row]);
            case TextColumn(byte[] bytes, int[] offsets) ->
                    filter.mayContain(bytes, offsets[row], offsets[row + 1]);
            case Column.DoubleColumn _ -> throw new IllegalStateException("keys are no doubles");
        };
    }
}
