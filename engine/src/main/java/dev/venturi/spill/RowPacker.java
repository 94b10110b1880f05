package dev.venturi.spill;

import dev.venturi.table.Internal;
import dev.venturi.table.RowBatch;
import java.util.Arrays;

/// Packs the rows of a batch, with their keys and places, into bytes that [PackedRows] reads. One
/// instance per thread.
///
/// Of a block: rows, runs, bytes of all keys, where each column begins; then lengths of the keys
/// (column by column), the keys, rows per run, positions of runs, order columns, value columns,
/// exact values of those columns that need them.
@Internal
public final class RowPacker {
    static final int DIRECTORY = 3 * Integer.BYTES;

    private final int[] scales;
    private long[] scratch = new long[0];
    private byte[] bytes = new byte[0];

    /// @param valueColumns of the batches to come
    public RowPacker(int valueColumns) {
        this.scales = new int[valueColumns];
    }

    /// The bytes made last; see [#pack].
    public byte[] bytes() {
        return bytes;
    }

    /// Packs all rows of a batch.
    ///
    /// @param keyColumns of the batch
    /// @return how many of [#bytes] they take
    public int pack(RowBatch batch, int keyColumns) {
        int rows = batch.rows();
        int runs = batch.runs();
        int columns = batch.order.length + 2 * batch.values.length;
        int keyFrom = keyColumns == 0 ? 0 : batch.keyStart(0, 0);
        int keyTo = keyColumns == 0 ? 0 : batch.keyEnd(runs - 1, keyColumns - 1);
        reserve(
                DIRECTORY
                        + columns * Integer.BYTES
                        + (keyColumns + 2) * Packed.most(runs)
                        + (keyTo - keyFrom)
                        + columns * Packed.most(rows));
        scratch = scratch.length < rows ? new long[rows] : scratch;
        Packed.putInt(bytes, 0, rows);
        Packed.putInt(bytes, 4, runs);
        Packed.putInt(bytes, 8, keyTo - keyFrom);
        int at = DIRECTORY + columns * Integer.BYTES;
        for (int k = 0; k < keyColumns; k++) {
            for (int r = 0; r < runs; r++) {
                scratch[r] = (long) batch.keyEnd(r, k) - batch.keyStart(r, k);
            }
            at = Packed.writeLongs(scratch, runs, bytes, at);
        }
        System.arraycopy(batch.keyBytes(), keyFrom, bytes, at, keyTo - keyFrom);
        at += keyTo - keyFrom;
        for (int r = 0; r < runs; r++) {
            scratch[r] = (long) batch.runEnd(r) - batch.runStart(r);
        }
        at = Packed.writeLongs(scratch, runs, bytes, at);
        for (int r = 0; r < runs; r++) {
            scratch[r] = batch.runPosition(r);
        }
        at = Packed.writeLongs(scratch, runs, bytes, at);
        return packColumns(batch, rows, at) + Packed.SLACK;
    }

    private int packColumns(RowBatch batch, int rows, int begin) {
        int at = begin;
        int entry = DIRECTORY;
        for (long[] order : batch.order) {
            Packed.putInt(bytes, entry, at);
            entry += Integer.BYTES;
            at = Packed.writeLongs(order, rows, bytes, at);
        }
        for (int c = 0; c < batch.values.length; c++) {
            Packed.putInt(bytes, entry, at);
            entry += Integer.BYTES;
            int next = Packed.writeDoubles(batch.values[c], rows, scales[c], scratch, bytes, at);
            scales[c] = Packed.scaleOf(bytes, at);
            at = next;
        }
        for (int c = 0; c < batch.values.length; c++) {
            long[] exact = batch.exact[c];
            Packed.putInt(bytes, entry, exact == null ? 0 : at);
            entry += Integer.BYTES;
            if (exact != null) {
                at = Packed.writeLongs(exact, rows, bytes, at);
            }
        }
        return at;
    }

    private void reserve(int needed) {
        if (bytes.length < needed) {
            bytes = Arrays.copyOf(bytes, needed);
        }
    }
}
