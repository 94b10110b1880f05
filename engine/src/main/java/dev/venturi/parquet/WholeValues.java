package dev.venturi.parquet;

import dev.venturi.table.RowBatch;

/// A value column of int64: doubles, and beside them the exact integers as soon as one of a batch
/// is not exact as a double.
final class WholeValues extends CursorFill {
    private static final long EXACT = 1L << 53;

    private final int slot;

    /// The dictionary as doubles, NaN before the first; as integers; and whether all are exact.
    private double[] coded = {Double.NaN};

    private long[] codedWhole = {};
    private boolean codedExact = true;
    private boolean wide;

    /// @param slot index of the column among the values of the batch
    WholeValues(ColumnCursor cursor, int slot) {
        super(cursor);
        this.slot = slot;
    }

    /// Whether a value was beyond int64.
    boolean isFractional() {
        return wide;
    }

    @Override
    void convert(Dictionary dictionary) {
        int size = dictionary.size();
        codedWhole = dictionary.numbers().clone();
        double[] values = new double[size];
        Numbers.doubles(cursor.column, codedWhole, size, values);
        coded = new double[size + 1];
        coded[0] = Double.NaN;
        System.arraycopy(values, 0, coded, 1, size);
        Numbers.longs(cursor.column.meaning(), codedWhole, size);
        codedExact = areExact(codedWhole, size);
    }

    /// Whether all are known to be exact as doubles: below 2^53, by the bits that any of them sets.
    private boolean areExact(long[] values, int n) {
        long bits = 0;
        if (cursor.column.meaning().kind() == Meaning.Kind.UNSIGNED_64) {
            for (int i = 0; i < n; i++) {
                bits |= values[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                bits |= values[i] ^ (values[i] >> 63);
            }
        }
        return bits >= 0 && bits < EXACT;
    }

    @Override
    int fill(int rows, RowBatch batch, int row, int done) {
        double[] into = batch.values[slot];
        boolean exact;
        if (cursor.isCoded()) {
            Gather.coded(cursor, coded, rows, into, row);
            exact = codedExact;
        } else {
            int present = cursor.present();
            Numbers.doubles(cursor.column, cursor.numbers, present, cursor.doubles);
            Gather.plain(cursor, cursor.doubles, rows, into, row);
            Numbers.longs(cursor.column.meaning(), cursor.numbers, present);
            exact = areExact(cursor.numbers, present);
        }
        if (!exact || batch.exact[slot] != null) {
            fillExact(rows, batch, row);
        }
        return rows;
    }

    private void fillExact(int rows, RowBatch batch, int row) {
        Meaning meaning = cursor.column.meaning();
        boolean full = cursor.isFull();
        int[] valid = cursor.valid();
        for (int i = 0, j = 0; i < rows; i++) {
            boolean here = full || valid[i] != 0;
            long value = !here ? 0 : whole(j);
            j += here ? 1 : 0;
            if (here && Numbers.isWide(meaning, value)) {
                wide = true; // the column is one of doubles then
                value = 0;
            }
            long[] exact = batch.exact[slot];
            if (exact == null && !wide && (value > EXACT || value < -EXACT)) {
                exact = batch.exactFrom(slot, row + i);
            }
            if (exact != null) {
                exact[row + i] = value;
            }
        }
    }

    private long whole(int which) {
        return cursor.isCoded() ? codedWhole[cursor.codes[which]] : cursor.numbers[which];
    }

    @Override
    String complaint() {
        throw new IllegalStateException("every value can be used");
    }
}
