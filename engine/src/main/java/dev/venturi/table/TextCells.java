package dev.venturi.table;

import java.util.Arrays;

/// Gathers texts into a column of a [Batch].
@Internal
public final class TextCells {
    private static final int MOST = Integer.MAX_VALUE - 16;

    private byte[] bytes;
    private int[] offsets;
    private int rows;

    /// @param rows expected
    public TextCells(int rows) {
        bytes = new byte[Math.max(64, 8 * rows)];
        offsets = new int[rows + 1];
    }

    /// Adds a text; an empty one is missing.
    public void add(byte[] source, int from, int to) {
        int at = offsets[rows];
        int length = to - from;
        if (length > bytes.length - at) {
            if (length > MOST - at) {
                throw new OutOfMemoryError("texts of more than 2 GB within some thousand rows");
            }
            long twice = Math.min(MOST, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.max(twice, at + length));
        }
        System.arraycopy(source, from, bytes, at, length);
        if (++rows == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * rows);
        }
        offsets[rows] = at + length;
    }

    /// Keeps the first texts only.
    ///
    /// @param kept how many; where there are no more, nothing changes
    public void truncate(int kept) {
        rows = Math.min(rows, kept);
    }

    /// Bytes so far.
    public int bytes() {
        return offsets[rows];
    }

    /// The column; nothing may be added afterwards.
    public Column column() {
        return new Column.TextColumn(bytes, offsets);
    }
}
