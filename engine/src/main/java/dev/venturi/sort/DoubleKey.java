package dev.venturi.sort;

import dev.venturi.table.Column;
import dev.venturi.table.Column.DoubleColumn;
import dev.venturi.table.RowBatch;

/// Doubles as eight bytes: their bits so that they sort as unsigned numbers, turned over when
/// descending. NaN is missing and takes the least or the greatest number, which no double has.
final class DoubleKey implements KeyColumn {
    private final long turned;
    private final long missing;

    DoubleKey(boolean descending, boolean missingFirst) {
        this.turned = descending ? Long.MAX_VALUE : Long.MIN_VALUE;
        this.missing = missingFirst ? 0 : -1;
    }

    @Override
    public int fixedLength() {
        return Double.BYTES;
    }

    @Override
    public void addLengths(Column column, int rows, int[] lengths) {
        // all are of one length
    }

    @Override
    public void write(Column column, int rows, byte[][] pages, int[] at) {
        double[] values = ((DoubleColumn) column).values();
        for (int r = 0; r < rows; r++) {
            double value = values[r];
            long key = RowBatch.sortable(value) ^ turned;
            RowBytes.putKeyLong(pages[r], at[r], Double.isNaN(value) ? missing : key);
            at[r] += Double.BYTES;
        }
    }

    @Override
    public Column read(int rows, byte[][] pages, int[] at) {
        double[] values = new double[rows];
        for (int r = 0; r < rows; r++) {
            long key = RowBytes.keyLong(pages[r], at[r]);
            double value = RowBatch.fromSortable(key ^ turned);
            values[r] = key == missing ? Double.NaN : value;
            at[r] += Double.BYTES;
        }
        return new DoubleColumn(values);
    }

    @Override
    public int end(byte[] page, int from) {
        return from + Double.BYTES;
    }
}
