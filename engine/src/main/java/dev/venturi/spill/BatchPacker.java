package dev.venturi.spill;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.Internal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Packs rows of a finished [Batch] with the places of their entities into bytes, and back. One
/// instance per thread.
///
/// Of a block: rows; files; positions; and for each column its kind and content.
@Internal
public final class BatchPacker {
    private static final byte DOUBLES = 0;
    private static final byte LONGS = 1;
    private static final byte LONGS_AND_NULLS = 2;
    private static final byte TEXTS = 3;

    private byte[] bytes = new byte[0];
    private long[] longs = new long[0];
    private double[] doubles = new double[0];
    private long[] scratch = new long[0];

    /// Rows read back.
    ///
    /// @param files index of the file in which the entity of each row stands first
    /// @param positions where it stands there
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Placed(Batch batch, long[] files, long[] positions) {}

    /// The bytes made last; see [#pack].
    public byte[] bytes() {
        return bytes;
    }

    /// Packs rows `[from, to)`.
    ///
    /// @return how many of [#bytes] they take
    public int pack(Batch batch, int from, int to, long[] files, long[] positions) {
        int rows = to - from;
        if (longs.length < rows) {
            longs = new long[rows];
            doubles = new double[rows];
            scratch = new long[rows];
        }
        reserve(batch, from, to);
        Packed.putInt(bytes, 0, rows);
        int at = longs(files, from, rows, Integer.BYTES);
        at = longs(positions, from, rows, at);
        for (Column column : batch.columns()) {
            at = column(column, from, rows, at);
        }
        return at + Packed.SLACK;
    }

    private void reserve(Batch batch, int from, int to) {
        int needed = Integer.BYTES + 2 * Packed.most(to - from);
        for (Column column : batch.columns()) {
            needed += 1 + 2 * Packed.most(to - from);
            if (column instanceof Column.TextColumn texts) {
                needed += texts.offsets()[to] - texts.offsets()[from];
            }
        }
        if (bytes.length < needed) {
            bytes = new byte[needed];
        }
    }

    private int longs(long[] values, int from, int rows, int at) {
        System.arraycopy(values, from, longs, 0, rows);
        return Packed.writeLongs(longs, rows, bytes, at);
    }

    private int column(Column column, int from, int rows, int at) {
        switch (column) {
            case Column.DoubleColumn(double[] values) -> {
                bytes[at] = DOUBLES;
                System.arraycopy(values, from, doubles, 0, rows);
                return Packed.writeDoubles(doubles, rows, 0, scratch, bytes, at + 1);
            }
            case Column.LongColumn(long[] values, boolean @Nullable [] nulls) -> {
                bytes[at] = nulls == null ? LONGS : LONGS_AND_NULLS;
                int next = longs(values, from, rows, at + 1);
                if (nulls != null) {
                    for (int r = 0; r < rows; r++) {
                        longs[r] = nulls[from + r] ? 1 : 0;
                    }
                    next = Packed.writeLongs(longs, rows, bytes, next);
                }
                return next;
            }
            case Column.TextColumn(byte[] texts, int[] offsets) -> {
                bytes[at] = TEXTS;
                for (int r = 0; r < rows; r++) {
                    int length = offsets[from + r + 1] - offsets[from + r];
                    longs[r] = length;
                }
                int next = Packed.writeLongs(longs, rows, bytes, at + 1);
                int all = offsets[from + rows] - offsets[from];
                System.arraycopy(texts, offsets[from], bytes, next, all);
                return next + all;
            }
        }
    }

    /// Reads rows back.
    ///
    /// @param length as [#pack] gave it
    /// @param columns how many the batch had
    public Placed unpack(SpillStore store, long address, int length, int columns) {
        if (bytes.length < length) {
            bytes = new byte[length + length / 2];
        }
        store.read(address, bytes, length);
        int rows = Packed.getInt(bytes, 0);
        long[] files = new long[rows];
        long[] positions = new long[rows];
        at = Packed.readLongs(bytes, Integer.BYTES, rows, files);
        at = Packed.readLongs(bytes, at, rows, positions);
        List<Column> read = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            read.add(readColumn(rows));
        }
        return new Placed(new Batch(rows, read), files, positions);
    }

    /// Where [#unpack] reads next.
    private int at;

    private Column readColumn(int rows) {
        byte kind = bytes[at++];
        switch (kind) {
            case DOUBLES -> {
                double[] values = new double[rows];
                at = Packed.readDoubles(bytes, at, rows, values);
                return new Column.DoubleColumn(values);
            }
            case LONGS, LONGS_AND_NULLS -> {
                long[] values = new long[rows];
                at = Packed.readLongs(bytes, at, rows, values);
                return new Column.LongColumn(values, kind == LONGS ? null : nulls(rows));
            }
            default -> {
                long[] lengths = new long[rows];
                at = Packed.readLongs(bytes, at, rows, lengths);
                int[] offsets = new int[rows + 1];
                for (int r = 0; r < rows; r++) {
                    offsets[r + 1] = offsets[r] + (int) lengths[r];
                }
                byte[] texts = Arrays.copyOfRange(bytes, at, at + offsets[rows]);
                at += offsets[rows];
                return new Column.TextColumn(texts, offsets);
            }
        }
    }

    private boolean[] nulls(int rows) {
        long[] flags = new long[rows];
        at = Packed.readLongs(bytes, at, rows, flags);
        boolean[] nulls = new boolean[rows];
        for (int r = 0; r < rows; r++) {
            nulls[r] = flags[r] != 0;
        }
        return nulls;
    }
}
