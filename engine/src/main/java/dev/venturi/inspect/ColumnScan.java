package dev.venturi.inspect;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Looks at the values of one column, row by row.
abstract sealed class ColumnScan permits LongScan, DoubleScan, TextScan {
    private final SeenValues seen;

    /// Whether all values at which a run began are in the set.
    private boolean complete = true;

    /// Whether every run had a larger value than the one before, so that none can have come back.
    private boolean strictly = true;

    private Answer clustered = Answer.YES;
    private boolean descended;
    private long runs;

    /// Bits of the rows of the batch that differ from the row before.
    private long[] changed = new long[0];

    /// Bits of those that are smaller.
    private long[] descends = new long[0];

    long missing;

    ColumnScan(SeenValues.Budget budget) {
        this.seen = new SeenValues(budget);
    }

    static ColumnScan of(ColumnType type, boolean instant, SeenValues.Budget budget) {
        return switch (type) {
            case FLOAT64 -> new DoubleScan(budget);
            case TEXT -> new TextScan(budget);
            case INT64, BOOLEAN, TIMESTAMP, DATE -> new LongScan(type, instant, budget);
        };
    }

    /// Looks at the rows of a batch.
    final void add(Column column, int rows) {
        int words = (rows + 63) >>> 6;
        if (changed.length < words) {
            changed = new long[words];
            descends = new long[words];
        } else {
            Arrays.fill(changed, 0);
            Arrays.fill(descends, 0);
        }
        look(column, rows);
    }

    /// Looks at the rows and calls [#began] for each that differs from the one before.
    abstract void look(Column column, int rows);

    /// The smallest value; null when there is none.
    abstract @Nullable Object min();

    /// The largest value; null when there is none.
    abstract @Nullable Object max();

    /// A run of equal values begins.
    ///
    /// @param order of its value against the one before, as a comparison gives it; 1 for the first
    /// @param fingerprint tells values apart
    final void began(int row, int order, long fingerprint) {
        changed[row >>> 6] |= 1L << row;
        runs++;
        if (order < 0) {
            descends[row >>> 6] |= 1L << row;
            descended = true;
        }
        strictly &= order > 0;
        if (clustered == Answer.YES) {
            look(fingerprint);
        }
    }

    private void look(long fingerprint) {
        if (complete) {
            SeenValues.Added added = seen.add(fingerprint);
            if (added == SeenValues.Added.THERE && !strictly) {
                clustered = Answer.NO;
                seen.release();
            }
            if (added == SeenValues.Added.FULL) {
                forget();
            }
        }
        if (!complete && !strictly && clustered == Answer.YES) {
            clustered = Answer.NOT_DETERMINED;
        }
    }

    /// From now on only the order tells whether a value can have come back.
    final void forget() {
        complete = false;
        seen.release();
    }

    /// Whether rows were smaller than the one before while another column stayed the same.
    final boolean descendsWithin(ColumnScan other, int rows) {
        long both = 0;
        for (int w = 0; w < (rows + 63) >>> 6; w++) {
            both |= descends[w] & ~other.changed[w];
        }
        return both != 0;
    }

    Answer clustered() {
        return clustered;
    }

    Answer ascending() {
        return descended || missing > 0 ? Answer.NO : Answer.YES;
    }

    long runs() {
        return runs;
    }
}
