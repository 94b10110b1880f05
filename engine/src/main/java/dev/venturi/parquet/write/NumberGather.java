package dev.venturi.parquet.write;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import org.jspecify.annotations.Nullable;

/// Takes the numbers out of a [Column] that are there, as the bits the file will hold.
final class NumberGather {
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private final ColumnType type;
    private final boolean nanIsNull;
    private long[] values = {};
    private int present;

    /// @param type of the column in the file
    /// @param nanIsNull whether a NaN is a missing value, else it is a value
    NumberGather(ColumnType type, boolean nanIsNull) {
        this.type = type;
        this.nanIsNull = nanIsNull;
    }

    ColumnType type() {
        return type;
    }

    /// How many [#values] found.
    int present() {
        return present;
    }

    /// The values of some rows, `[0, present)`; valid until the next call.
    ///
    /// @param levels told which rows have one
    long[] values(Column column, int from, int n, Levels levels) {
        if (values.length < n) {
            values = new long[n];
        }
        switch (column) {
            case Column.DoubleColumn doubles when type == ColumnType.FLOAT64 ->
                    doubles(doubles.values(), from, n, levels);
            case Column.LongColumn longs -> {
                longs(longs.values(), longs.nulls(), from, n, levels);
                convert();
            }
            case Column.DoubleColumn _, Column.TextColumn _ ->
                    throw new IllegalArgumentException(
                            "%s in a column of type %s"
                                    .formatted(column.getClass().getSimpleName(), type));
        }
        return values;
    }

    private void doubles(double[] doubles, int from, int n, Levels levels) {
        if (!nanIsNull) {
            for (int i = 0; i < n; i++) {
                values[i] = Double.doubleToLongBits(doubles[from + i]); // one NaN for all
            }
            levels.addPresent(n);
            present = n;
            return;
        }
        byte[] levelOf = levels.reserve(n);
        int row = levels.rows();
        int count = 0;
        for (int i = 0; i < n; i++) {
            double value = doubles[from + i];
            int there = Double.isNaN(value) ? 0 : 1;
            levelOf[row + i] = (byte) there;
            values[count] = Double.doubleToRawLongBits(value);
            count += there;
        }
        levels.added(n, n - count);
        present = count;
    }

    private void longs(long[] longs, boolean @Nullable [] nulls, int from, int n, Levels levels) {
        if (nulls == null) {
            System.arraycopy(longs, from, values, 0, n);
            levels.addPresent(n);
            present = n;
            return;
        }
        byte[] levelOf = levels.reserve(n);
        int row = levels.rows();
        int count = 0;
        for (int i = 0; i < n; i++) {
            int there = nulls[from + i] ? 0 : 1;
            levelOf[row + i] = (byte) there;
            values[count] = longs[from + i];
            count += there;
        }
        levels.added(n, n - count);
        present = count;
    }

    private void convert() {
        switch (type) {
            case FLOAT64 -> {
                for (int i = 0; i < present; i++) {
                    values[i] = Double.doubleToRawLongBits((double) values[i]);
                }
            }
            case DATE -> {
                for (int i = 0; i < present; i++) {
                    values[i] = Math.floorDiv(values[i], NANOS_PER_DAY);
                }
            }
            case INT64, TIMESTAMP, BOOLEAN, TEXT -> {}
        }
    }
}
