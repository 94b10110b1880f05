package dev.venturi.sort;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers in the bytes of rows. Reading goes by eight bytes at a time, so pages have [#SLACK]
/// bytes behind their content.
final class RowBytes {
    /// Bytes behind the content of a page that may be touched.
    static final int SLACK = 8;

    /// Bytes that [#putLength] takes at most.
    static final int MOST_LENGTH = 5;

    private static final VarHandle BIG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private RowBytes() {}

    /// Writes a number whose unsigned order is that of its bytes.
    static void putKeyLong(byte[] page, int at, long value) {
        BIG.set(page, at, value);
    }

    static long keyLong(byte[] page, int at) {
        return (long) BIG.get(page, at);
    }

    static void putLong(byte[] page, int at, long value) {
        LITTLE.set(page, at, value);
    }

    static long getLong(byte[] page, int at) {
        return (long) LITTLE.get(page, at);
    }

    /// Bytes that a length takes.
    static int lengthOf(int length) {
        return (Integer.SIZE - Integer.numberOfLeadingZeros(length | 1) + 6) / 7;
    }

    /// Writes a length, seven bits a byte, the lowest first.
    ///
    /// @return where the next byte stands
    static int putLength(byte[] page, int at, int length) {
        int next = at;
        int left = length;
        while (left > 0x7f) {
            page[next++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        page[next++] = (byte) left;
        return next;
    }

    /// Reads a length, which takes [#lengthOf] it.
    static int getLength(byte[] page, int at) {
        int first = page[at];
        if (first >= 0) {
            return first;
        }
        int length = first & 0x7f;
        int next = at + 1;
        for (int shift = 7; ; shift += 7) {
            byte more = page[next++];
            length |= (more & 0x7f) << shift;
            if (more >= 0) {
                return length;
            }
        }
    }

    /// The first place from `from` on that holds a byte; there is one, or the slack is reached.
    static int find(byte[] page, int from, byte wanted) {
        long pattern = ONES * (wanted & 0xff);
        int at = from;
        while (true) {
            long differs = (long) LITTLE.get(page, at) ^ pattern;
            long hit = (differs - ONES) & ~differs & HIGH; // its lowest bit is exact
            if (hit != 0) {
                return at + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
            at += Long.BYTES;
        }
    }

    /// Whether a byte of `[from, to)` is one of two neighbours, an even value and the next.
    static boolean hasPair(byte[] bytes, int from, int to, byte even) {
        long pattern = ONES * (even & 0xff);
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long differs = ((long) LITTLE.get(bytes, at) ^ pattern) & ~ONES;
            if (((differs - ONES) & ~differs & HIGH) != 0) {
                return true;
            }
        }
        boolean found = false;
        for (; at < to; at++) {
            found |= ((bytes[at] ^ even) & 0xfe) == 0;
        }
        return found;
    }
}
