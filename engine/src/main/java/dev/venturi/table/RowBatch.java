package dev.venturi.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rows on their way from a reader to the kernels: primitive columns, and where each entity's run
/// of rows begins.
///
/// A reader appends rows; the engine takes whole runs out of it and moves the last, still open run
/// to the front ([#retainLastRun]), so that every run handed to a kernel is one slice of each
/// array. The arrays are owned by the batch and written by the reader; nobody keeps them. A **run**
/// is a maximal sequence of neighbouring rows with equal keys.
@Internal
public final class RowBatch {
    /// Values, `[value columns][capacity]`; NaN where missing.
    public final double[][] values;

    /// Exact int64 values of a value column, `[capacity]`, in step with [#values]; null as long as
    /// every value of the batch is exact as a double. 0 where missing.
    public final long[] @Nullable [] exact;

    /// Sort keys, `[order columns][capacity]`: int64 values, nanoseconds of times, or [#sortable]
    /// doubles.
    public final long[][] order;

    private final int keyColumns;
    private boolean[] dropped = {};
    private int marked;
    private long removed;
    private int[] kept = {};
    private int rows;
    private int runs;
    private int[] runStart = new int[64];
    private long[] runPosition = new long[64];
    private int[] keyEnd;
    private byte[] keyBytes = new byte[1024];

    /// @param capacity rows it can hold, at least 1
    public RowBatch(int keyColumns, int orderColumns, int valueColumns, int capacity) {
        this.keyColumns = keyColumns;
        this.values = new double[valueColumns][capacity];
        this.exact = new long[valueColumns][];
        this.order = new long[orderColumns][capacity];
        this.keyEnd = new int[64 * Math.max(1, keyColumns)];
        this.capacity = capacity;
    }

    private final int capacity;

    /// Rows it can hold.
    public int capacity() {
        return capacity;
    }

    /// Rows it holds.
    public int rows() {
        return rows;
    }

    /// Told by the reader after it has written rows into the arrays.
    public void setRows(int rows) {
        this.rows = rows;
    }

    /// Runs it holds; the last one is open: its next row may follow.
    public int runs() {
        return runs;
    }

    /// First row of a run.
    public int runStart(int run) {
        return runStart[run];
    }

    /// Row behind the last of a run.
    public int runEnd(int run) {
        return run + 1 < runs ? runStart[run + 1] : rows;
    }

    /// Position in the file of the first row of a run; after [#retainLastRun] still that of its
    /// first row in this split.
    public long runPosition(int run) {
        return runPosition[run];
    }

    /// Opens a run at a row; its key follows by one [#addKeyPart] for each key column.
    public void startRun(int row, long position) {
        if (runs == runStart.length) {
            runStart = Arrays.copyOf(runStart, runs * 2);
            runPosition = Arrays.copyOf(runPosition, runs * 2);
            keyEnd = Arrays.copyOf(keyEnd, keyEnd.length * 2);
        }
        runStart[runs] = row;
        runPosition[runs] = position;
        runs++;
        keyParts = 0;
    }

    private int keyParts;

    /// Adds the text of the next key column of the run opened last; empty for a missing key.
    public void addKeyPart(byte[] source, int from, int to) {
        int slot = (runs - 1) * keyColumns + keyParts++;
        int at = slot == 0 ? 0 : keyEnd[slot - 1];
        int end = at + to - from;
        if (end > keyBytes.length) {
            keyBytes = Arrays.copyOf(keyBytes, Math.max(end, keyBytes.length * 2));
        }
        System.arraycopy(source, from, keyBytes, at, to - from);
        keyEnd[slot] = end;
    }

    /// Whether a key column of the run opened last has exactly this text.
    public boolean lastKeyPartEquals(int keyColumn, byte[] source, int from, int to) {
        int slot = (runs - 1) * keyColumns + keyColumn;
        int at = slot == 0 ? 0 : keyEnd[slot - 1];
        return Arrays.equals(keyBytes, at, keyEnd[slot], source, from, to);
    }

    /// The key of a run, copied.
    public EntityKey key(int run) {
        byte[][] parts = new byte[keyColumns][];
        for (int k = 0; k < keyColumns; k++) {
            int slot = run * keyColumns + k;
            parts[k] = Arrays.copyOfRange(keyBytes, slot == 0 ? 0 : keyEnd[slot - 1], keyEnd[slot]);
        }
        return new EntityKey(parts);
    }

    /// Bytes of the keys of all runs, one behind the other, run by run and column by column; see
    /// [#keyEnd].
    public byte[] keyBytes() {
        return keyBytes;
    }

    /// Where the text of a key column of a run begins in [#keyBytes].
    public int keyStart(int run, int keyColumn) {
        int slot = run * keyColumns + keyColumn;
        return slot == 0 ? 0 : keyEnd[slot - 1];
    }

    /// Where the text of a key column of a run ends in [#keyBytes].
    public int keyEnd(int run, int keyColumn) {
        return keyEnd[run * keyColumns + keyColumn];
    }

    /// The exact values of a column, made from its doubles when this is the first value that needs
    /// them.
    ///
    /// @param row rows before this one are filled
    public long[] exactFrom(int valueColumn, int row) {
        long[] existing = exact[valueColumn];
        if (existing != null) {
            return existing;
        }
        long[] made = new long[capacity];
        double[] doubles = values[valueColumn];
        for (int r = 0; r < row; r++) {
            made[r] = (long) doubles[r]; // NaN becomes 0
        }
        exact[valueColumn] = made;
        return made;
    }

    /// Marks a row as one that a filter leaves out. A reader marks rows before it looks at their
    /// keys: runs begin at rows that stay, what is missing in the others is no error, and their
    /// keys are not looked at.
    public void drop(int row) {
        if (dropped.length == 0) {
            dropped = new boolean[capacity];
        }
        if (!dropped[row]) {
            dropped[row] = true;
            marked++;
        }
    }

    /// Whether rows are marked.
    public boolean hasDropped() {
        return marked > 0;
    }

    /// Whether a row is marked.
    public boolean isDropped(int row) {
        return marked > 0 && dropped[row];
    }

    /// The first row of `[from, to)` that is not marked; `to` when all are.
    public int firstKept(int from, int to) {
        int row = from;
        while (row < to && isDropped(row)) {
            row++;
        }
        return row;
    }

    /// Takes the marked rows of `[from, to)` out, where the last rows stand that were read; those
    /// behind them move up.
    ///
    /// @return the row behind the last that stays
    public int removeDropped(int from, int to) {
        if (marked == 0) {
            return to;
        }
        if (kept.length < to - from) {
            kept = new int[capacity];
        }
        int run = runs;
        while (run > 0 && runStart[run - 1] >= from) {
            run--;
        }
        int n = 0;
        for (int row = from; row < to; row++) {
            if (run < runs && runStart[run] == row) {
                runStart[run++] = from + n;
            }
            kept[n] = row;
            n += dropped[row] ? 0 : 1;
        }
        for (int c = 0; c < values.length; c++) {
            double[] column = values[c];
            for (int i = 0; i < n; i++) {
                column[from + i] = column[kept[i]];
            }
            long[] whole = exact[c];
            if (whole != null) {
                gather(whole, from, n);
            }
        }
        for (long[] keys : order) {
            gather(keys, from, n);
        }
        Arrays.fill(dropped, from, to, false);
        removed += marked;
        marked = 0;
        return from + n;
    }

    private void gather(long[] column, int from, int n) {
        for (int i = 0; i < n; i++) {
            column[from + i] = column[kept[i]];
        }
    }

    /// Rows taken out since this was asked last.
    public long takeRemoved() {
        long sum = removed;
        removed = 0;
        return sum;
    }

    /// Drops all rows but those of the last run, which move to the front.
    public void retainLastRun() {
        if (runs == 0) {
            return;
        }
        int from = runStart[runs - 1];
        int kept = rows - from;
        for (int c = 0; c < values.length; c++) {
            System.arraycopy(values[c], from, values[c], 0, kept);
            long[] whole = exact[c];
            if (whole != null) {
                System.arraycopy(whole, from, whole, 0, kept);
            }
        }
        for (long[] keys : order) {
            System.arraycopy(keys, from, keys, 0, kept);
        }
        int keyFrom = keyColumns == 0 ? 0 : keyStart(runs - 1, 0);
        int keyTo = keyColumns == 0 ? 0 : keyEnd(runs - 1, keyColumns - 1);
        for (int k = 0; k < keyColumns; k++) {
            keyEnd[k] = keyEnd((runs - 1), k) - keyFrom;
        }
        System.arraycopy(keyBytes, keyFrom, keyBytes, 0, keyTo - keyFrom);
        runPosition[0] = runPosition[runs - 1];
        runStart[0] = 0;
        runs = 1;
        rows = kept;
    }

    /// Drops the rows of the last run too but keeps its key, so that rows that follow it join the
    /// same run.
    public void retainLastKey() {
        retainLastRun();
        rows = 0;
    }

    /// Takes over all rows and runs of a smaller batch of the same columns; this one must be empty.
    public void copyFrom(RowBatch smaller) {
        rows = smaller.rows;
        runs = smaller.runs;
        runStart = smaller.runStart.clone();
        runPosition = smaller.runPosition.clone();
        keyEnd = smaller.keyEnd.clone();
        keyBytes = smaller.keyBytes.clone();
        for (int c = 0; c < values.length; c++) {
            System.arraycopy(smaller.values[c], 0, values[c], 0, rows);
            long[] whole = smaller.exact[c];
            if (whole != null) {
                System.arraycopy(whole, 0, exactFrom(c, 0), 0, rows);
            }
        }
        for (int o = 0; o < order.length; o++) {
            System.arraycopy(smaller.order[o], 0, order[o], 0, rows);
        }
    }

    /// Empties it.
    public void clear() {
        rows = 0;
        runs = 0;
        marked = 0;
        removed = 0;
        Arrays.fill(dropped, false);
        Arrays.fill(exact, null);
    }

    /// A long that sorts as the double does (IEEE total order without NaN payloads).
    public static long sortable(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    /// The double of a [#sortable] long.
    public static double fromSortable(long sortable) {
        return Double.longBitsToDouble(sortable ^ ((sortable >> 63) & Long.MAX_VALUE));
    }
}
