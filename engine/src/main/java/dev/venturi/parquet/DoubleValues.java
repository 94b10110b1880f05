package dev.venturi.parquet;

import dev.venturi.table.RowBatch;

/// A value column of doubles, of booleans as 1 and 0, or of integers that are computed as doubles.
final class DoubleValues extends CursorFill {
    private final int slot;
    private final boolean fractional;

    /// The dictionary as doubles; NaN before the first, for rows that have no value.
    private double[] coded = {Double.NaN};

    /// @param slot index of the column among the values of the batch
    /// @param fractional whether the column is one of float64, not of booleans
    DoubleValues(ColumnCursor cursor, int slot, boolean fractional) {
        super(cursor);
        this.slot = slot;
        this.fractional = fractional;
    }

    boolean isFractional() {
        return fractional;
    }

    @Override
    void convert(Dictionary dictionary) {
        int size = dictionary.size();
        double[] values = new double[size];
        Numbers.doubles(cursor.column, dictionary.numbers(), size, values);
        coded = new double[size + 1];
        coded[0] = Double.NaN;
        System.arraycopy(values, 0, coded, 1, size);
    }

    @Override
    int fill(int rows, RowBatch batch, int row, int done) {
        double[] into = batch.values[slot];
        if (cursor.isCoded()) {
            Gather.coded(cursor, coded, rows, into, row);
        } else {
            Numbers.doubles(cursor.column, cursor.numbers, cursor.present(), cursor.doubles);
            Gather.plain(cursor, cursor.doubles, rows, into, row);
        }
        return rows;
    }

    @Override
    String complaint() {
        throw new IllegalStateException("every value can be used");
    }
}
