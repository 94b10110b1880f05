package dev.venturi.feature;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One entity and its features, as results stream by: valid only during the call it was handed to.
public final class FeatureRow {
    private final Schema schema;
    private final int keys;
    private Batch batch = new Batch(0, List.of());
    private int row;

    FeatureRow(Schema schema, int keys) {
        this.schema = schema;
        this.keys = keys;
    }

    void show(Batch shown, int at) {
        batch = shown;
        row = at;
    }

    /// Names and types of keys and features.
    public Schema schema() {
        return schema;
    }

    /// Text of the first key column; empty for a missing key or without key columns.
    public String key() {
        return keys == 0 ? "" : key(0);
    }

    /// Text of a key column; empty for a missing key.
    public String key(int keyColumn) {
        if (keyColumn >= keys) {
            throw new IndexOutOfBoundsException("key column %d of %d".formatted(keyColumn, keys));
        }
        return text(keyColumn);
    }

    /// Text of a column that holds texts: a key, or the cut-off where that is a date or time.
    public String text(int column) {
        if (!(batch.columns().get(column) instanceof Column.TextColumn texts)) {
            throw new IllegalArgumentException(
                    schema.fields().get(column).name() + " holds numbers");
        }
        int from = texts.offsets()[row];
        return new String(
                texts.bytes(), from, texts.offsets()[row + 1] - from, StandardCharsets.UTF_8);
    }

    /// A feature by the name of its output column: `heart_rate_mean`; NaN where it has no value.
    ///
    /// @throws dev.venturi.table.UsageException for an unknown name, with the nearest one
    public double value(String name) {
        return value(schema.require(name, "value"));
    }

    /// A feature by its position in the [#schema]; NaN where it has no value.
    public double value(int column) {
        return switch (batch.columns().get(column)) {
            case Column.DoubleColumn doubles -> doubles.values()[row];
            case Column.LongColumn longs -> isNull(longs) ? Double.NaN : longs.values()[row];
            case Column.TextColumn _ ->
                    throw new IllegalArgumentException(
                            schema.fields().get(column).name() + " is a key");
        };
    }

    /// An int64 result exactly: a count, or min, max, first, last or sum of an int64 column.
    ///
    /// @throws IllegalStateException when it is null or not an int64; see [#isNull]
    public long wholeValue(int column) {
        if (batch.columns().get(column) instanceof Column.LongColumn longs && !isNull(longs)) {
            return longs.values()[row];
        }
        throw new IllegalStateException(
                schema.fields().get(column).name() + " has no int64 value here");
    }

    /// Whether a feature has no value: null, or NaN.
    public boolean isNull(int column) {
        return switch (batch.columns().get(column)) {
            case Column.DoubleColumn doubles -> Double.isNaN(doubles.values()[row]);
            case Column.LongColumn longs -> isNull(longs);
            case Column.TextColumn texts -> texts.offsets()[row] == texts.offsets()[row + 1];
        };
    }

    private boolean isNull(Column.LongColumn longs) {
        boolean[] nulls = longs.nulls();
        return nulls != null && nulls[row];
    }
}
