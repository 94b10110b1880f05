package dev.venturi.kernel;

import dev.venturi.table.Internal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight characters of a number at a time, in a `long`: the first in the lowest byte.
@Internal
public final class Digits {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long POINTS = 0x1E1E1E1E1E1E1E1EL; // '.' ^ '0'
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private Digits() {}

    /// The eight bytes from a position on, each digit as its value, a point as 0x1E.
    public static long digits(byte[] bytes, int from) {
        return (long) LONG.get(bytes, from) ^ ZEROS;
    }

    /// The high bit of the first byte that is a point, 0 for none.
    public static long point(long word) {
        long x = word ^ POINTS;
        long zeros = (x - ONES) & ~x & HIGH;
        return zeros & -zeros;
    }

    /// The digits before the point one place further back, a zero in front of them.
    public static long withoutPoint(long word, long point) {
        long before = (point >>> 7) - 1;
        int shift = (int) (-point >>> 63) << 3;
        return ((word & before) << shift) | (word & -(point << 1));
    }

    /// Bits that are set where a byte is not 0..9.
    public static long notDigits(long word) {
        return (word | (word + 0x0606060606060606L)) & 0xF0F0F0F0F0F0F0F0L;
    }

    /// The number eight digits make, the first in the lowest byte.
    public static long eightDigits(long word) {
        long pairs = word * 10 + (word >>> 8);
        return (((pairs & 0x000000FF000000FFL) * 0x000F424000000064L)
                        + (((pairs >>> 16) & 0x000000FF000000FFL) * 0x0000271000000001L))
                >>> 32;
    }
}
