package dev.venturi.parquet;

import dev.venturi.table.ColumnType;
import dev.venturi.table.RowBatch;

/// Stored numbers as the sort keys of their column's type, see [RowBatch#order].
final class SortKeys {
    private SortKeys() {}

    /// Makes the keys in place; [Numbers#NO_TIME] where a double is no number or a time cannot be
    /// held.
    ///
    /// @param scratch `[n]`, overwritten
    static void of(FlatColumn column, ColumnType type, long[] values, int n, double[] scratch) {
        switch (type) {
            case FLOAT64 -> {
                Numbers.doubles(column, values, n, scratch);
                for (int i = 0; i < n; i++) {
                    double value = scratch[i] + 0.0; // -0.0 and 0.0 are one point in the order
                    values[i] = Double.isNaN(value) ? Numbers.NO_TIME : RowBatch.sortable(value);
                }
            }
            case TIMESTAMP, DATE -> Numbers.times(column.meaning(), values, n);
            case INT64 -> Numbers.longs(column.meaning(), values, n);
            case BOOLEAN -> {} // 0 and 1 as they are stored
            case TEXT -> throw new IllegalStateException("texts have no sort keys");
        }
    }
}
