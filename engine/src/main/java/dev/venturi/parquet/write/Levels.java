package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import dev.venturi.bytes.Flags;

/// Which rows of the page being made have a value: its definition levels.
final class Levels {
    /// Equal bytes of packed bits that are worth a run of their own.
    private static final int RUN = 4;

    private final Flags present = new Flags();
    private int nulls;

    int rows() {
        return present.size();
    }

    int nulls() {
        return nulls;
    }

    void clear() {
        present.clear();
        nulls = 0;
    }

    /// Adds rows that all have a value.
    void addPresent(int n) {
        present.addOnes(n);
    }

    /// Makes room for `n` rows, to be written from [#rows] on as 1 or 0 and told by [#added].
    byte[] reserve(int n) {
        return present.reserve(n);
    }

    void added(int n, int nullsAmong) {
        present.advance(n);
        nulls += nullsAmong;
    }

    /// Writes them as a data page of version 1 holds them: their length, then runs and packed bits.
    /// Only [#clear] may follow.
    void encode(Bytes out) {
        int start = out.length();
        out.putInt(0);
        if (nulls == 0 || nulls == rows()) {
            run(rows(), nulls == 0 ? 1 : 0, out);
        } else {
            hybrid(present.pack(), present.array(), out);
        }
        out.putIntAt(start, out.length() - start - Integer.BYTES);
    }

    private static void run(int count, int level, Bytes out) {
        out.putVarint(count << 1);
        out.write(level);
    }

    private void hybrid(int bytes, byte[] bits, Bytes out) {
        int pending = 0; // where the packed bytes not yet written begin
        int at = 0;
        while (at < bytes) {
            int end = endOfRun(bits, at, bytes);
            if (end - at >= RUN) {
                pack(bits, pending, at, out);
                int count = Math.min(end * Byte.SIZE, rows()) - at * Byte.SIZE;
                run(count, bits[at] & 1, out);
                pending = end;
            }
            at = end;
        }
        pack(bits, pending, bytes, out);
    }

    /// The byte behind the last that is all zeros or all ones as the first is; the next byte when
    /// the first is mixed.
    private static int endOfRun(byte[] bits, int at, int bytes) {
        byte first = bits[at];
        int end = at + 1;
        while ((first == 0 || first == -1) && end < bytes && bits[end] == first) {
            end++;
        }
        return end;
    }

    private static void pack(byte[] bits, int from, int to, Bytes out) {
        if (to > from) {
            out.putVarint((to - from) << 1 | 1);
            out.write(bits, from, to - from);
        }
    }
}
