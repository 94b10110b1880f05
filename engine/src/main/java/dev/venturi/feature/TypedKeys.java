package dev.venturi.feature;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.TypeAssumptionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Hands rows on to a sink that keeps types: keys that are whole numbers come as such.
///
/// A key that looked like a whole number at the beginning of the table and has a text that is not
/// the one such a number would be written as (`007`, `x1`) begins the run again as a text.
final class TypedKeys implements BatchSink {
    private final BatchSink sink;
    private final ResolvedPlan plan;

    TypedKeys(BatchSink sink, ResolvedPlan plan) {
        this.sink = sink;
        this.plan = plan;
    }

    @Override
    public boolean keepsTypes() {
        return true;
    }

    @Override
    public void write(Batch batch) throws IOException {
        List<Column> columns = new ArrayList<>(batch.columns());
        for (int k = 0; k < plan.keys().size(); k++) {
            if (plan.keys().get(k).type() == ColumnType.INT64) {
                columns.set(k, whole(k, (Column.TextColumn) columns.get(k), batch.rows()));
            }
        }
        sink.write(new Batch(batch.rows(), columns));
    }

    private Column whole(int key, Column.TextColumn texts, int rows) {
        long[] values = new long[rows];
        boolean[] missing = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            int from = texts.offsets()[row];
            int to = texts.offsets()[row + 1];
            missing[row] = from == to;
            if (from < to) {
                values[row] = whole(key, texts.bytes(), from, to);
            }
        }
        return new Column.LongColumn(values, missing);
    }

    private long whole(int key, byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        try {
            long value = Long.parseLong(text);
            if (Long.toString(value).equals(text)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // nor is it the text of one
        }
        throw new TypeAssumptionException(
                plan.projection().keys().get(key),
                ColumnType.TEXT,
                "key \"%s\" is not the text of a whole number".formatted(text));
    }

    @Override
    public void commit() throws IOException {
        sink.commit();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
