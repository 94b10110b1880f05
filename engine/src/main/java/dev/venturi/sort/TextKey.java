package dev.venturi.sort;

import dev.venturi.table.Column;
import dev.venturi.table.Column.TextColumn;

/// Texts as their bytes and a zero behind them. The bytes 0 and 1 of a text are written as 1 1 and
/// 1 2, so that the zero ends it; all bytes are turned over when descending.
///
/// An empty text is missing. Where that is not first anyway a byte before each text says whether it
/// is there.
final class TextKey implements KeyColumn {
    private static final byte THERE = 1;
    private static final byte MISSING = 2;

    /// Before a byte that is not written as it is.
    private static final byte ESCAPE = 1;

    private final byte turned;
    private final byte end;
    private final int marks;
    private boolean escapes;
    private int[] ends = {};

    TextKey(boolean descending, boolean missingFirst) {
        this.turned = (byte) (descending ? -1 : 0);
        this.end = turned;
        this.marks = descending == missingFirst ? 1 : 0;
    }

    @Override
    public int fixedLength() {
        return -1;
    }

    @Override
    public void addLengths(Column column, int rows, int[] lengths) {
        TextColumn texts = (TextColumn) column;
        byte[] bytes = texts.bytes();
        int[] offsets = texts.offsets();
        escapes = RowBytes.hasPair(bytes, offsets[0], offsets[rows], (byte) 0);
        for (int r = 0; r < rows; r++) {
            lengths[r] += marks + offsets[r + 1] - offsets[r] + 1;
        }
        if (escapes) {
            for (int r = 0; r < rows; r++) {
                for (int i = offsets[r]; i < offsets[r + 1]; i++) {
                    lengths[r] += (bytes[i] & 0xfe) == 0 ? 1 : 0;
                }
            }
        }
    }

    @Override
    public void write(Column column, int rows, byte[][] pages, int[] at) {
        TextColumn texts = (TextColumn) column;
        byte[] bytes = texts.bytes();
        int[] offsets = texts.offsets();
        for (int r = 0; r < rows; r++) {
            byte[] page = pages[r];
            int next = at[r];
            int from = offsets[r];
            int length = offsets[r + 1] - from;
            if (marks > 0) {
                page[next++] = (byte) ((length == 0 ? MISSING : THERE) ^ turned);
            }
            if (escapes) {
                next = writeEscaped(bytes, from, length, page, next);
            } else {
                System.arraycopy(bytes, from, page, next, length);
                next += length;
            }
            if (turned != 0) {
                turn(page, at[r] + marks, next);
            }
            page[next++] = end;
            at[r] = next;
        }
    }

    private static int writeEscaped(byte[] bytes, int from, int length, byte[] page, int at) {
        int next = at;
        for (int i = from; i < from + length; i++) {
            byte b = bytes[i];
            if ((b & 0xfe) == 0) {
                page[next++] = ESCAPE;
                b++;
            }
            page[next++] = b;
        }
        return next;
    }

    private static void turn(byte[] page, int from, int to) {
        for (int i = from; i < to; i++) {
            page[i] = (byte) ~page[i];
        }
    }

    @Override
    public Column read(int rows, byte[][] pages, int[] at) {
        if (ends.length < rows) {
            ends = new int[rows];
        }
        int[] offsets = new int[rows + 1];
        for (int r = 0; r < rows; r++) {
            ends[r] = RowBytes.find(pages[r], at[r] + marks, end);
            offsets[r + 1] = Math.addExact(offsets[r], ends[r] - at[r] - marks);
        }
        byte[] bytes = new byte[offsets[rows]];
        for (int r = 0; r < rows; r++) {
            int length = offsets[r + 1] - offsets[r];
            System.arraycopy(pages[r], ends[r] - length, bytes, offsets[r], length);
            at[r] = ends[r] + 1;
        }
        if (turned != 0) {
            turn(bytes, 0, bytes.length);
        }
        if (RowBytes.hasPair(bytes, 0, bytes.length, (byte) 0)) {
            unescape(bytes, offsets, rows);
        }
        return new TextColumn(bytes, offsets);
    }

    /// In place: texts only become shorter.
    private static void unescape(byte[] bytes, int[] offsets, int rows) {
        int to = 0;
        int from = 0;
        for (int r = 0; r < rows; r++) {
            int textEnd = offsets[r + 1];
            while (from < textEnd) {
                byte b = bytes[from++];
                bytes[to++] = b == ESCAPE ? (byte) (bytes[from++] - 1) : b;
            }
            offsets[r + 1] = to;
        }
    }

    @Override
    public int end(byte[] page, int from) {
        return RowBytes.find(page, from + marks, end) + 1;
    }
}
