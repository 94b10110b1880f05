package dev.venturi.columnar;

import dev.venturi.table.Column;
import dev.venturi.table.Internal;
import dev.venturi.table.TextCells;
import dev.venturi.table.Utf8;
import java.util.Arrays;

/// Where the values of one column, mostly a key, change within some rows, and the text of each.
@Internal
public final class KeyRunList {
    /// What to say when [#add] refuses.
    public static final String TOO_LONG =
            "found keys of more than 256 MB within some thousand rows; choose another key";

    private static final int MOST_BYTES = 256 << 20;

    private int runs;
    private int[] start = new int[64];
    private int[] end = new int[64];
    private byte[] bytes = new byte[1024];

    /// Forgets all runs.
    public void clear() {
        runs = 0;
    }

    int runs() {
        return runs;
    }

    /// The first row of a run.
    int start(int run) {
        return start[run];
    }

    /// The texts, one behind the other; an empty one is a missing key.
    byte[] bytes() {
        return bytes;
    }

    int textStart(int run) {
        return run == 0 ? 0 : end[run - 1];
    }

    int textEnd(int run) {
        return end[run];
    }

    /// Adds a run that begins at a row.
    ///
    /// @return false when the texts together are too long
    public boolean add(int row, byte[] text, int from, int to) {
        if (runs == start.length) {
            start = Arrays.copyOf(start, 2 * runs);
            end = Arrays.copyOf(end, 2 * runs);
        }
        int at = textStart(runs);
        int length = to - from;
        if (length > MOST_BYTES - at) {
            return false;
        }
        int behind = at + length;
        if (behind > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(behind, 2 * bytes.length));
        }
        System.arraycopy(text, from, bytes, at, length);
        start[runs] = row;
        end[runs] = behind;
        runs++;
        return true;
    }

    /// Whether the run added last has this text.
    public boolean lastEquals(byte[] text, int from, int to) {
        return Arrays.equals(bytes, textStart(runs - 1), end[runs - 1], text, from, to);
    }

    /// The first row whose text is not UTF-8; -1 when all are.
    public int firstNotUtf8() {
        for (int run = 0; run < runs; run++) {
            if (!Utf8.isValid(bytes, textStart(run), end[run])) {
                return start[run];
            }
        }
        return -1;
    }

    /// The texts of all rows.
    ///
    /// @param rows how many there are
    public Column column(int rows) {
        TextCells cells = new TextCells(rows);
        for (int run = 0; run < runs; run++) {
            int behind = run + 1 < runs ? start[run + 1] : rows;
            for (int row = start[run]; row < behind; row++) {
                cells.add(bytes, textStart(run), end[run]);
            }
        }
        return cells.column();
    }
}
