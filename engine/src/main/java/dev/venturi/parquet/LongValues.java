package dev.venturi.parquet;

import dev.venturi.table.Column;
import dev.venturi.table.RowBatch;
import java.util.Arrays;

/// A column of int64 as such, without a way through doubles: for who groups or copies rather than
/// computes.
final class LongValues extends CursorFill {
    private final long[] values = new long[ColumnCursor.MOST];
    private final boolean[] nulls = new boolean[ColumnCursor.MOST];
    private boolean anyNull;
    private long[] coded = {};
    private boolean wide;

    LongValues(ColumnCursor cursor) {
        super(cursor);
    }

    /// Whether a value was beyond int64.
    boolean isWide() {
        return wide;
    }

    /// The rows read last.
    Column column(int n) {
        return new Column.LongColumn(
                Arrays.copyOf(values, n), anyNull ? Arrays.copyOf(nulls, n) : null);
    }

    @Override
    void begin(int n) {
        if (anyNull) {
            Arrays.fill(nulls, false);
        }
        anyNull = false;
    }

    @Override
    void convert(Dictionary dictionary) {
        coded = dictionary.numbers().clone();
        Numbers.longs(cursor.column.meaning(), coded, dictionary.size());
    }

    @Override
    int fill(int rows, RowBatch batch, int row, int done) {
        if (cursor.isCoded()) {
            int[] codes = cursor.codes;
            long[] from = coded;
            for (int i = 0; i < cursor.present(); i++) {
                values[done + i] = from[codes[i]];
            }
        } else {
            Numbers.longs(cursor.column.meaning(), cursor.numbers, cursor.present());
            System.arraycopy(cursor.numbers, 0, values, done, cursor.present());
        }
        if (cursor.column.meaning().kind() == Meaning.Kind.UNSIGNED_64) {
            for (int i = 0; i < cursor.present(); i++) {
                wide |= values[done + i] < 0;
            }
        }
        if (!cursor.isFull()) {
            spread(rows, done);
        }
        return rows;
    }

    /// Puts values where their rows are, from the last on, so that none is overwritten unread.
    private void spread(int rows, int done) {
        int[] valid = cursor.valid();
        int next = cursor.present() - 1;
        anyNull = true;
        for (int i = rows - 1; i >= 0; i--) {
            boolean here = valid[i] != 0;
            nulls[done + i] = !here;
            values[done + i] = here ? values[done + next--] : 0;
        }
    }

    @Override
    String complaint() {
        throw new IllegalStateException("every value can be used");
    }
}
