package dev.venturi.parquet.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Which rows of the page being made have a value: its definition levels.
final class Levels {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Multiplied with eight bytes of 0 or 1 it leaves them as the eight bits of the top byte.
    private static final long GATHER = 0x0102040810204080L;

    /// Equal bytes of packed bits that are worth a run of their own.
    private static final int RUN = 4;

    /// 1 where there is a value, else 0, `[rows]` and what [#reserve] asked for.
    private byte[] present = new byte[1024];

    private int rows;
    private int nulls;

    int rows() {
        return rows;
    }

    int nulls() {
        return nulls;
    }

    void clear() {
        rows = 0;
        nulls = 0;
    }

    /// Adds rows that all have a value.
    void addPresent(int n) {
        byte[] into = reserve(n);
        Arrays.fill(into, rows, rows + n, (byte) 1);
        rows += n;
    }

    /// Makes room for `n` rows, to be written from [#rows] on as 1 or 0 and told by [#added].
    byte[] reserve(int n) {
        int needed = rows + n + Long.BYTES;
        if (needed > present.length) {
            present = Arrays.copyOf(present, Math.max(needed, present.length * 2));
        }
        return present;
    }

    void added(int n, int nullsAmong) {
        rows += n;
        nulls += nullsAmong;
    }

    /// Writes them as a data page of version 1 holds them: their length, then runs and packed bits.
    void encode(Bytes out) {
        int start = out.length();
        out.putInt(0);
        if (nulls == 0 || nulls == rows) {
            run(rows, nulls == 0 ? 1 : 0, out);
        } else {
            hybrid(packed(), out);
        }
        out.putIntAt(start, out.length() - start - Integer.BYTES);
    }

    private static void run(int count, int level, Bytes out) {
        out.putVarint(count << 1);
        out.write(level);
    }

    /// Packs the levels into the front of their own array, eight to a byte.
    ///
    /// @return bytes
    private int packed() {
        Arrays.fill(present, rows, rows + Long.BYTES, (byte) 0);
        int n = (rows + Byte.SIZE - 1) / Byte.SIZE;
        for (int i = 0; i < n; i++) {
            long eight = (long) LONGS.get(present, i * Long.BYTES);
            present[i] = (byte) ((eight * GATHER) >>> (Long.SIZE - Byte.SIZE));
        }
        return n;
    }

    private void hybrid(int bytes, Bytes out) {
        int pending = 0; // where the packed bytes not yet written begin
        int at = 0;
        while (at < bytes) {
            int end = endOfRun(at, bytes);
            if (end - at >= RUN) {
                pack(pending, at, out);
                int count = Math.min(end * Byte.SIZE, rows) - at * Byte.SIZE;
                run(count, present[at] & 1, out);
                pending = end;
            }
            at = end;
        }
        pack(pending, bytes, out);
    }

    /// The byte behind the last that is all zeros or all ones as the first is; the next byte when
    /// the first is mixed.
    private int endOfRun(int at, int bytes) {
        byte first = present[at];
        int end = at + 1;
        while ((first == 0 || first == -1) && end < bytes && present[end] == first) {
            end++;
        }
        return end;
    }

    private void pack(int from, int to, Bytes out) {
        if (to > from) {
            out.putVarint((to - from) << 1 | 1);
            out.write(present, from, to - from);
        }
    }
}
