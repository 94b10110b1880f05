package dev.venturi.feature;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import dev.venturi.table.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Takes the features of a run, those of the attempt that ended well; every cell as its bits.
final class RowsInMemory implements FeatureSink {
    private final int keys;
    private final BiConsumer<String, String> rows;

    /// @param rows told of key and cells of each entity, in order, when the run has ended
    RowsInMemory(int keys, BiConsumer<String, String> rows) {
        this.keys = keys;
        this.rows = rows;
    }

    @Override
    public BatchSink open(Schema schema) {
        Map<String, String> written = new LinkedHashMap<>();
        return new BatchSink() {
            @Override
            public void write(Batch batch) {
                for (int r = 0; r < batch.rows(); r++) {
                    List<String> cells = new ArrayList<>();
                    for (Column column : batch.columns()) {
                        cells.add(cell(column, r));
                    }
                    String before =
                            written.put(
                                    String.join(",", cells.subList(0, keys)),
                                    String.join(",", cells.subList(keys, cells.size())));
                    if (before != null) {
                        throw new IllegalStateException("an entity came twice");
                    }
                }
            }

            @Override
            public void commit() {
                written.forEach(rows);
            }

            @Override
            public void close() {}
        };
    }

    private static String cell(Column column, int row) {
        return switch (column) {
            case Column.DoubleColumn(double[] values) -> bits(values[row]);
            case Column.LongColumn(long[] values, boolean @Nullable [] nulls) ->
                    nulls != null && nulls[row] ? "null" : Long.toString(values[row]);
            case Column.TextColumn(byte[] bytes, int[] offsets) ->
                    new String(
                            bytes,
                            offsets[row],
                            offsets[row + 1] - offsets[row],
                            StandardCharsets.UTF_8);
        };
    }

    /// A double as its bits, a whole one as an integer: a column may come as either.
    private static String bits(double value) {
        return value == Math.rint(value)
                        && Math.abs(value) < 1e15
                        && Double.doubleToRawLongBits(value) != Long.MIN_VALUE
                ? Long.toString((long) value)
                : Double.isNaN(value) ? "null" : Double.toHexString(value);
    }
}
