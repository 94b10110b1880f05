package dev.venturi.sort;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.Column.DoubleColumn;
import dev.venturi.table.Column.LongColumn;
import dev.venturi.table.Column.TextColumn;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The columns of a row that are no keys: a bit for each that may be null and is, eight bytes for
/// each number, the lengths of the texts, the texts.
final class Payload {
    private final List<Integer> longs = new ArrayList<>();
    private final List<Integer> doubles = new ArrayList<>();
    private final List<Integer> texts = new ArrayList<>();
    private final int nullBytes;
    private final int fixedBytes;
    private int[] lengths = {};

    /// @param columns indexes of those among the fields
    Payload(List<Field> fields, List<Integer> columns) {
        for (int c : columns) {
            ColumnType type = fields.get(c).type();
            List<Integer> kind =
                    switch (type) {
                        case INT64, BOOLEAN, TIMESTAMP, DATE -> longs;
                        case FLOAT64 -> doubles;
                        case TEXT -> texts;
                    };
            kind.add(c);
        }
        nullBytes = (longs.size() + 7) / 8;
        fixedBytes = nullBytes + (longs.size() + doubles.size()) * Long.BYTES;
    }

    /// Bytes that a row takes.
    int length(byte[] page, int from) {
        int at = from + fixedBytes;
        int bytes = 0;
        for (int t = 0; t < texts.size(); t++) {
            int length = RowBytes.getLength(page, at);
            at += RowBytes.lengthOf(length);
            bytes += length;
        }
        return at + bytes - from;
    }

    /// Bytes that each row of a batch takes, `[rows]`.
    int[] lengths(Batch batch) {
        int rows = batch.rows();
        if (lengths.length < rows) {
            lengths = new int[rows];
        }
        Arrays.fill(lengths, 0, rows, fixedBytes);
        for (int c : texts) {
            int[] offsets = ((TextColumn) batch.columns().get(c)).offsets();
            for (int r = 0; r < rows; r++) {
                int length = offsets[r + 1] - offsets[r];
                lengths[r] = Math.addExact(lengths[r], RowBytes.lengthOf(length) + length);
            }
        }
        return lengths;
    }

    /// Writes the rows of a batch, each to its page from `at` on.
    void write(Batch batch, byte[][] pages, int[] at) {
        int rows = batch.rows();
        if (nullBytes > 0) {
            for (int r = 0; r < rows; r++) {
                Arrays.fill(pages[r], at[r], at[r] + nullBytes, (byte) 0);
            }
        }
        int offset = nullBytes;
        for (int i = 0; i < longs.size(); i++) {
            writeLongs((LongColumn) batch.columns().get(longs.get(i)), i, offset, rows, pages, at);
            offset += Long.BYTES;
        }
        for (int c : doubles) {
            double[] values = ((DoubleColumn) batch.columns().get(c)).values();
            for (int r = 0; r < rows; r++) {
                long bits = Double.doubleToRawLongBits(values[r]);
                RowBytes.putLong(pages[r], at[r] + offset, bits);
            }
            offset += Long.BYTES;
        }
        if (texts.isEmpty()) {
            return;
        }
        for (int r = 0; r < rows; r++) {
            at[r] += fixedBytes;
        }
        for (int c : texts) {
            int[] offsets = ((TextColumn) batch.columns().get(c)).offsets();
            for (int r = 0; r < rows; r++) {
                at[r] = RowBytes.putLength(pages[r], at[r], offsets[r + 1] - offsets[r]);
            }
        }
        for (int c : texts) {
            TextColumn column = (TextColumn) batch.columns().get(c);
            int[] offsets = column.offsets();
            for (int r = 0; r < rows; r++) {
                int length = offsets[r + 1] - offsets[r];
                System.arraycopy(column.bytes(), offsets[r], pages[r], at[r], length);
                at[r] += length;
            }
        }
    }

    private static void writeLongs(
            LongColumn column, int index, int offset, int rows, byte[][] pages, int[] at) {
        long[] values = column.values();
        boolean[] nulls = column.nulls();
        for (int r = 0; r < rows; r++) {
            RowBytes.putLong(pages[r], at[r] + offset, values[r]);
        }
        if (nulls != null) {
            for (int r = 0; r < rows; r++) {
                pages[r][at[r] + (index >> 3)] |= (byte) ((nulls[r] ? 1 : 0) << (index & 7));
            }
        }
    }

    /// Reads rows into the columns of the schema.
    ///
    /// @param refs where their payload begins; moved
    void read(RowRefs refs, Column[] into) {
        int rows = refs.rows;
        byte[][] pages = refs.pages;
        int[] at = refs.at;
        int offset = nullBytes;
        for (int i = 0; i < longs.size(); i++) {
            into[longs.get(i)] = readLongs(i, offset, rows, pages, at);
            offset += Long.BYTES;
        }
        for (int c : doubles) {
            double[] values = new double[rows];
            for (int r = 0; r < rows; r++) {
                values[r] = Double.longBitsToDouble(RowBytes.getLong(pages[r], at[r] + offset));
            }
            into[c] = new DoubleColumn(values);
            offset += Long.BYTES;
        }
        readTexts(rows, pages, at, into);
    }

    private static LongColumn readLongs(int index, int offset, int rows, byte[][] pages, int[] at) {
        long[] values = new long[rows];
        boolean @Nullable [] nulls = null;
        for (int r = 0; r < rows; r++) {
            values[r] = RowBytes.getLong(pages[r], at[r] + offset);
            if ((pages[r][at[r] + (index >> 3)] >> (index & 7) & 1) != 0) {
                nulls = nulls == null ? new boolean[rows] : nulls;
                nulls[r] = true;
            }
        }
        return new LongColumn(values, nulls);
    }

    private void readTexts(int rows, byte[][] pages, int[] at, Column[] into) {
        int[][] offsets = new int[texts.size()][rows + 1];
        for (int r = 0; r < rows; r++) {
            at[r] += fixedBytes;
        }
        for (int[] column : offsets) {
            for (int r = 0; r < rows; r++) {
                int length = RowBytes.getLength(pages[r], at[r]);
                at[r] += RowBytes.lengthOf(length);
                column[r + 1] = Math.addExact(column[r], length);
            }
        }
        for (int t = 0; t < texts.size(); t++) {
            byte[] bytes = new byte[offsets[t][rows]];
            for (int r = 0; r < rows; r++) {
                int length = offsets[t][r + 1] - offsets[t][r];
                System.arraycopy(pages[r], at[r], bytes, offsets[t][r], length);
                at[r] += length;
            }
            into[texts.get(t)] = new TextColumn(bytes, offsets[t]);
        }
    }
}
