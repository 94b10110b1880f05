package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import java.util.Arrays;

/// Writes codes as runs of equal ones and as packed bits, whichever is shorter (the RLE /
/// bit-packing hybrid of the Parquet format).
final class HybridEncoder {
    /// Values that are packed together; a run begins at such a group where the group is all equal.
    private static final int GROUP = 8;

    /// What an array of codes must hold behind the last one.
    static final int SLACK = GROUP;

    private HybridEncoder() {}

    /// Bits that the codes below a number need; at least 1, since some readers stumble over 0.
    static int width(int codes) {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(codes - 1));
    }

    /// Writes codes.
    ///
    /// @param codes `[0, n)` below `1 << width`; the array has [#SLACK] more, which are overwritten
    /// @param width 1 to 16
    static void encode(char[] codes, int n, int width, Bytes out) {
        Arrays.fill(codes, n, n + SLACK, (char) 0);
        int at = 0;
        while (at < n) {
            if (isRun(codes, at, n)) {
                int end = at + GROUP;
                while (end < n && codes[end] == codes[at]) {
                    end++;
                }
                run(codes[at], end - at, width, out);
                at = end;
            } else {
                int end = at + GROUP;
                while (end < n && !isRun(codes, end, n)) {
                    end += GROUP;
                }
                pack(codes, at, Math.min(end, n), width, out);
                at = end;
            }
        }
    }

    private static boolean isRun(char[] codes, int at, int n) {
        if (n - at < GROUP) {
            return false;
        }
        char first = codes[at];
        int different = 0;
        for (int i = 1; i < GROUP; i++) {
            different |= codes[at + i] ^ first;
        }
        return different == 0;
    }

    private static void run(int code, int count, int width, Bytes out) {
        out.putVarint(count << 1);
        out.write(code);
        if (width > Byte.SIZE) {
            out.write(code >>> Byte.SIZE);
        }
    }

    /// Groups of eight, the last filled up with what stands behind.
    private static void pack(char[] codes, int from, int to, int width, Bytes out) {
        int groups = (to - from + GROUP - 1) / GROUP;
        out.putVarint(groups << 1 | 1);
        int end = from + groups * GROUP;
        out.reserve(groups * width);
        long bits = 0;
        int filled = 0;
        for (int i = from; i < end; i++) {
            bits |= (long) codes[i] << filled;
            filled += width;
            if (filled >= Integer.SIZE) {
                out.putInt((int) bits);
                bits >>>= Integer.SIZE;
                filled -= Integer.SIZE;
            }
        }
        for (; filled > 0; filled -= Byte.SIZE) {
            out.write((int) bits);
            bits >>>= Byte.SIZE;
        }
    }
}
