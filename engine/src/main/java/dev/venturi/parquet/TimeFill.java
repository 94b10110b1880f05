package dev.venturi.parquet;

import dev.venturi.table.RowBatch;
import java.util.Arrays;

/// Times as exact values of a batch, in nanoseconds; missing where its doubles are NaN.
final class TimeFill extends CursorFill {
    private long[] coded = {};

    TimeFill(ColumnCursor cursor) {
        super(cursor);
    }

    @Override
    void convert(Dictionary dictionary) {
        coded = dictionary.numbers().clone();
        Numbers.times(cursor.column.meaning(), coded, dictionary.size());
    }

    @Override
    int fill(int rows, RowBatch batch, int row, int done) {
        double[] present = batch.values[0];
        long[] into = batch.exactFrom(0, row);
        if (!cursor.isCoded()) {
            Numbers.times(cursor.column.meaning(), cursor.numbers, cursor.present());
        }
        boolean full = cursor.isFull();
        int[] valid = cursor.valid();
        Arrays.fill(present, row, row + rows, 0);
        for (int i = 0, j = 0; i < rows; i++) {
            if (full || valid[i] != 0) {
                long time = cursor.isCoded() ? coded[cursor.codes[j]] : cursor.numbers[j];
                j++;
                if (time == Numbers.NO_TIME) {
                    return i;
                }
                into[row + i] = time;
            } else {
                present[row + i] = Double.NaN;
            }
        }
        return rows;
    }

    @Override
    String complaint() {
        return "found a time that is not between the years 1678 and 2261; leave the column out";
    }
}
