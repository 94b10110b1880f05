package dev.venturi.feature;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.RowBatch;
import dev.venturi.table.UsageException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Where the rows of an entity end and how far back they count, as sort keys of the first order
/// column: a [RowScope] held against a table.
///
/// Before a cut-off c lie the rows with t < c; a window w before it holds those with c - w <= t <
/// c. Without a cut-off of its own an entity is cut off just behind its last row: a window holds
/// the rows with last - w < t. See designs/017-windows-and-cut-offs.md.
final class Cutoffs {
    /// Cut-offs of one entity at most: more mean a time or a grid that is wrong.
    static final int MOST = 1_000_000;

    static final String AS_OF = "--as-of";
    static final String WINDOW = "--window";
    static final String EVERY = "--every";
    private static final double EXACT = 0x1p53;
    private static final long DAY = 86_400_000_000_000L;

    /// All rows, one row of output.
    static final Cutoffs NONE = new Cutoffs(RowScope.ALL, null, null, null, -1);

    private final @Nullable Field axis;
    private final boolean real;
    private final @Nullable Field column;
    private final int slot;
    private final @Nullable Long asOf;
    private final List<String> windows;
    private final long[] windowKeys;
    private final double[] windowReals;
    private final boolean grid;
    private final long step;
    private final double realStep;

    /// @param axis the first order column
    /// @param asOf the cut-off of every entity as a sort key; null: none
    /// @param column what holds the cut-off of an entity; null: nothing does
    /// @param slot where that stands among the order columns of the projection
    Cutoffs(
            RowScope scope,
            @Nullable Field axis,
            @Nullable Long asOf,
            @Nullable Field column,
            int slot) {
        this.axis = axis;
        this.real = axis != null && axis.type() == ColumnType.FLOAT64;
        this.column = column;
        this.slot = slot;
        this.asOf = asOf;
        this.windows = scope.windows();
        this.windowKeys = new long[windows.size()];
        this.windowReals = new double[windows.size()];
        Set<String> names = new HashSet<>();
        for (int w = 0; w < windowKeys.length; w++) {
            if (!names.add(windows.get(w))) {
                throw new UsageException("--window: %s is named twice".formatted(windows.get(w)));
            }
            Span window = Span.of(windows.get(w), WINDOW);
            windowKeys[w] = keys(window, WINDOW);
            windowReals[w] = real(window, WINDOW);
        }
        this.grid = !scope.every().isEmpty();
        this.step = grid ? keys(Span.of(scope.every(), EVERY), EVERY) : 0;
        this.realStep = grid ? real(Span.of(scope.every(), EVERY), EVERY) : 0;
    }

    private long keys(Span span, String option) {
        return axis == null || real ? 0 : span.keys(axis, option);
    }

    private double real(Span span, String option) {
        return axis == null || !real ? 0 : span.real(axis, option);
    }

    /// Whether all rows of an entity count, once.
    boolean isNone() {
        return axis == null;
    }

    /// Whether an entity has a row for each cut-off of a grid.
    boolean isGrid() {
        return grid;
    }

    /// The windows as they stand in the names of columns; empty: as far back as there are rows.
    List<String> windows() {
        return windows;
    }

    /// Sets of columns: the windows, or the one set without.
    int sets() {
        return Math.max(1, windows.size());
    }

    /// What holds the cut-off of an entity; null: nothing does.
    @Nullable Field column() {
        return column;
    }

    /// Where that stands among the order columns of the projection.
    int slot() {
        return slot;
    }

    /// Type of the column of cut-offs: that of the order column; a date only where every cut-off is
    /// a midnight.
    ColumnType type() {
        if (axis == null) {
            throw new IllegalStateException("no cut-offs");
        }
        boolean days =
                step % DAY == 0
                        && (asOf == null || asOf % DAY == 0)
                        && (column == null || column.type() == ColumnType.DATE);
        return axis.type() == ColumnType.DATE && !days ? ColumnType.TIMESTAMP : axis.type();
    }

    /// The cut-off of an entity that has one of its own.
    ///
    /// @param order sort keys of its rows
    /// @param row one of them
    /// @return null when it is cut off behind its last row
    @Nullable Long of(long[][] order, int row) {
        return slot >= 0 ? Long.valueOf(order[slot][row]) : asOf;
    }

    /// Cut-offs of the grid for one entity, ascending: from the first one behind its first row to
    /// the first one behind its last row, and none behind its own cut-off.
    ///
    /// @param first sort key of its first row
    /// @param last of its last row
    /// @param own its cut-off, which the grid is aligned to; null: the grid is aligned to 0, for
    ///   times 1970-01-01T00:00
    /// @return null when there are more than [#MOST], or keys that are infinite
    long @Nullable [] grid(long first, long last, @Nullable Long own) {
        return real ? realGrid(first, last, own) : keyGrid(first, last, own);
    }

    private long @Nullable [] keyGrid(long first, long last, @Nullable Long own) {
        long anchor = own == null ? 0 : own;
        long behind = Math.floorMod(Math.floorMod(first, step) - Math.floorMod(anchor, step), step);
        long cutoff = first + (step - behind);
        LongStream.Builder found = LongStream.builder();
        int n = 0;
        boolean more = cutoff > first; // else it is beyond what a key can hold
        while (more && (own == null || cutoff <= own)) {
            if (n++ == MOST) {
                return null;
            }
            found.add(cutoff);
            more = cutoff <= last && cutoff + step > cutoff;
            cutoff += step;
        }
        return found.build().toArray();
    }

    private long @Nullable [] realGrid(long first, long last, @Nullable Long own) {
        double anchor = own == null ? 0.0 : RowBatch.fromSortable(own);
        double start = RowBatch.fromSortable(first);
        double end = RowBatch.fromSortable(last);
        boolean apart = end + realStep > end && start + realStep > start;
        double count = Math.floor((start - anchor) / realStep) - 1;
        if (!apart || !(Math.abs(count) < EXACT)) {
            return null; // infinite, or too far out for the grid to have distinct points
        }
        while (anchor + count * realStep <= start) {
            count++;
        }
        LongStream.Builder found = LongStream.builder();
        for (int n = 0; ; n++) {
            double cutoff = anchor + count * realStep + 0.0;
            if (own != null && cutoff > anchor) {
                break;
            }
            if (n == MOST) {
                return null;
            }
            found.add(RowBatch.sortable(cutoff));
            if (cutoff > end) {
                break;
            }
            count++;
        }
        return found.build().toArray();
    }

    /// The least key that counts for a cut-off.
    ///
    /// @param set which window; without windows all keys count
    long low(long cutoff, int set) {
        if (windows.isEmpty()) {
            return Long.MIN_VALUE;
        }
        if (real) {
            return RowBatch.sortable(RowBatch.fromSortable(cutoff) - windowReals[set] + 0.0);
        }
        long low = cutoff - windowKeys[set];
        return low > cutoff ? Long.MIN_VALUE : low;
    }

    /// The least key that counts for an entity cut off behind its last row.
    long lowBehind(long last, int set) {
        long low = low(last, set);
        return low == Long.MIN_VALUE ? low : low + 1;
    }

    /// The first of the rows `[from, to)`, which are in order, whose key is not below `key`.
    static int firstFrom(long[] keys, int from, int to, long key) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
