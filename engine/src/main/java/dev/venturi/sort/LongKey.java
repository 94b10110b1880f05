package dev.venturi.sort;

import dev.venturi.table.Column;
import dev.venturi.table.Column.LongColumn;
import org.jspecify.annotations.Nullable;

/// Whole numbers, booleans and times: a byte that puts missing values first or last, and the eight
/// of the number, its sign turned over so that it sorts as unsigned; all of it turned over when
/// descending.
final class LongKey implements KeyColumn {
    private static final int LENGTH = 1 + Long.BYTES;
    private static final byte THERE = 1;

    private final long turned;
    private final byte missing;

    LongKey(boolean descending, boolean missingFirst) {
        this.turned = descending ? Long.MAX_VALUE : Long.MIN_VALUE;
        this.missing = (byte) (missingFirst ? 0 : 2);
    }

    @Override
    public int fixedLength() {
        return LENGTH;
    }

    @Override
    public void addLengths(Column column, int rows, int[] lengths) {
        // all are of one length
    }

    @Override
    public void write(Column column, int rows, byte[][] pages, int[] at) {
        LongColumn longs = (LongColumn) column;
        long[] values = longs.values();
        boolean[] nulls = longs.nulls();
        for (int r = 0; r < rows; r++) {
            boolean absent = nulls != null && nulls[r];
            pages[r][at[r]] = absent ? missing : THERE;
            RowBytes.putKeyLong(pages[r], at[r] + 1, absent ? 0 : values[r] ^ turned);
            at[r] += LENGTH;
        }
    }

    @Override
    public Column read(int rows, byte[][] pages, int[] at) {
        long[] values = new long[rows];
        boolean @Nullable [] nulls = null;
        for (int r = 0; r < rows; r++) {
            if (pages[r][at[r]] == THERE) {
                values[r] = RowBytes.keyLong(pages[r], at[r] + 1) ^ turned;
            } else {
                nulls = nulls == null ? new boolean[rows] : nulls;
                nulls[r] = true;
            }
            at[r] += LENGTH;
        }
        return new LongColumn(values, nulls);
    }

    @Override
    public int end(byte[] page, int from) {
        return from + LENGTH;
    }
}
