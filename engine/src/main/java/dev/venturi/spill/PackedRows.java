package dev.venturi.spill;

import dev.venturi.table.Internal;

/// Reads what [RowPacker] packed, one block at a time. One instance per thread; arrays handed out
/// are overwritten by the next block.
@Internal
public final class PackedRows {
    private final int keyColumns;
    private final int orderColumns;
    private final int valueColumns;
    private byte[] bytes = new byte[0];
    private long[] longs = new long[0];
    private double[] doubles = new double[0];
    private long[][] keyLengths;
    private long[] runRows = new long[0];
    private long[] runPositions = new long[0];
    private int rows;
    private int runs;
    private int keyBegin;

    public PackedRows(int keyColumns, int orderColumns, int valueColumns) {
        this.keyColumns = keyColumns;
        this.orderColumns = orderColumns;
        this.valueColumns = valueColumns;
        this.keyLengths = new long[keyColumns][0];
    }

    /// Reads a block with its keys and places; its columns when they are asked for.
    ///
    /// @param length as [RowPacker#pack] gave it
    public void open(SpillStore store, long address, int length) {
        if (bytes.length < length) {
            bytes = new byte[length + length / 2];
        }
        store.read(address, bytes, length);
        rows = Packed.getInt(bytes, 0);
        runs = Packed.getInt(bytes, 4);
        int keyBytes = Packed.getInt(bytes, 8);
        if (longs.length < rows) {
            longs = new long[rows];
            doubles = new double[rows];
        }
        if (runRows.length < runs) {
            runRows = new long[runs];
            runPositions = new long[runs];
            keyLengths = new long[keyColumns][runs];
        }
        int at = RowPacker.DIRECTORY + (orderColumns + 2 * valueColumns) * Integer.BYTES;
        for (int k = 0; k < keyColumns; k++) {
            at = Packed.readLongs(bytes, at, runs, keyLengths[k]);
        }
        keyBegin = at;
        at += keyBytes;
        at = Packed.readLongs(bytes, at, runs, runRows);
        Packed.readLongs(bytes, at, runs, runPositions);
    }

    public int rows() {
        return rows;
    }

    public int runs() {
        return runs;
    }

    /// Rows of a run.
    public int runRows(int run) {
        return (int) runRows[run];
    }

    /// Where a run began in its file.
    public long runPosition(int run) {
        return runPositions[run];
    }

    /// Holds the keys of all runs, one behind the other from [#keyBegin].
    public byte[] bytes() {
        return bytes;
    }

    /// Where the key of the first run begins in [#bytes].
    public int keyBegin() {
        return keyBegin;
    }

    /// Bytes of a part of the key of a run.
    public int keyLength(int run, int keyColumn) {
        return (int) keyLengths[keyColumn][run];
    }

    /// The sort keys of an order column, `[rows]`.
    public long[] order(int column) {
        Packed.readLongs(bytes, entry(column), rows, longs);
        return longs;
    }

    /// The values of a value column, `[rows]`.
    public double[] values(int column) {
        Packed.readDoubles(bytes, entry(orderColumns + column), rows, doubles);
        return doubles;
    }

    /// Whether a value column has exact int64 values that its doubles do not have.
    public boolean hasExact(int column) {
        return entry(orderColumns + valueColumns + column) != 0;
    }

    /// The exact values of a value column, `[rows]`, 0 where missing; only if [#hasExact].
    public long[] exact(int column) {
        Packed.readLongs(bytes, entry(orderColumns + valueColumns + column), rows, longs);
        return longs;
    }

    private int entry(int index) {
        return Packed.getInt(bytes, RowPacker.DIRECTORY + index * Integer.BYTES);
    }
}
