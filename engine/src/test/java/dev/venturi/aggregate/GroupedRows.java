package dev.venturi.aggregate;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The groups of a file, in order, as objects: what a test looks at.
record GroupedRows(Schema schema, List<List<@Nullable Object>> rows, GroupBySummary summary) {
    /// Groups a file.
    static GroupedRows of(Path file, GroupByPlan plan, GroupByOptions options)
            throws IOException, InterruptedException {
        Sink sink = new Sink();
        try (InputFiles input = InputFiles.of(file)) {
            GroupBySummary summary =
                    new GroupBy(plan, options)
                            .run(TableFiles.open(input, CsvOptions.DEFAULTS), sink::open);
            if (!sink.committed) {
                throw new IllegalStateException("nothing was committed");
            }
            return new GroupedRows(sink.schema, sink.rows, summary);
        }
    }

    /// Keeps rows.
    private static final class Sink implements BatchSink {
        private final List<List<@Nullable Object>> rows = new ArrayList<>();
        private Schema schema = new Schema(List.of());
        private boolean committed;

        BatchSink open(Schema columns) {
            schema = columns;
            rows.clear();
            return this;
        }

        @Override
        public boolean keepsTypes() {
            return true;
        }

        @Override
        public void write(Batch batch) {
            for (int row = 0; row < batch.rows(); row++) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int c = 0; c < batch.columns().size(); c++) {
                    values.add(value(batch.columns().get(c), schema.fields().get(c).type(), row));
                }
                rows.add(values);
            }
        }

        private static @Nullable Object value(Column column, ColumnType type, int row) {
            return switch (column) {
                case Column.DoubleColumn(double[] values) ->
                        Double.isNaN(values[row]) ? null : values[row];
                case Column.LongColumn(long[] values, boolean @Nullable [] nulls) ->
                        nulls != null && nulls[row]
                                ? null
                                : type == ColumnType.BOOLEAN
                                        ? (Object) (values[row] == 1)
                                        : (Object) values[row];
                case Column.TextColumn(byte[] bytes, int[] offsets) ->
                        offsets[row] == offsets[row + 1]
                                ? null
                                : new String(
                                        bytes,
                                        offsets[row],
                                        offsets[row + 1] - offsets[row],
                                        StandardCharsets.UTF_8);
            };
        }

        @Override
        public void commit() {
            committed = true;
        }

        @Override
        public void close() {}
    }
}
