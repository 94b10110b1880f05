package dev.venturi.cli.report;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import dev.venturi.table.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps the first rows of an output, to be shown; drops the rest.
public final class FirstRows implements BatchSink {
    private final Schema schema;
    private final long limit;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    /// @param limit rows to keep
    public FirstRows(Schema schema, long limit) {
        this.schema = schema;
        this.limit = limit;
    }

    /// The columns.
    public Schema schema() {
        return schema;
    }

    /// The rows kept: a `String`, `Long` or `Double` for each column, null where missing.
    public List<List<@Nullable Object>> rows() {
        return rows;
    }

    @Override
    public void write(Batch batch) {
        for (int r = 0; r < batch.rows() && rows.size() < limit; r++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (Column column : batch.columns()) {
                row.add(value(column, r));
            }
            rows.add(row);
        }
    }

    private static @Nullable Object value(Column column, int row) {
        return switch (column) {
            case Column.DoubleColumn doubles -> {
                double value = doubles.values()[row];
                yield Double.isNaN(value) ? null : (Object) value;
            }
            case Column.LongColumn longs -> {
                boolean[] nulls = longs.nulls();
                yield nulls != null && nulls[row] ? null : (Object) longs.values()[row];
            }
            case Column.TextColumn texts -> {
                int from = texts.offsets()[row];
                int length = texts.offsets()[row + 1] - from;
                yield length == 0
                        ? null
                        : new String(texts.bytes(), from, length, StandardCharsets.UTF_8);
            }
        };
    }

    @Override
    public void commit() {}

    @Override
    public void close() {}
}
