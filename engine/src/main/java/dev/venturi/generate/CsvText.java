package dev.venturi.generate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Short texts packed into a long, so that writing one is a single store: up to seven bytes, the
/// first lowest, and their number in the highest byte.
final class CsvText {
    /// Bytes behind the end of a text that writing it may overwrite.
    static final int SLACK = Long.BYTES;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LENGTH_SHIFT = 56;
    private static final int GROUP = 10_000;

    /// 0 to 9,999 as they are.
    private static final long[] PLAIN = new long[GROUP];

    /// 0 to 9,999 with four digits.
    private static final long[] PADDED = new long[GROUP];

    static {
        for (int i = 0; i < GROUP; i++) {
            PLAIN[i] = pack(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
            PADDED[i] =
                    pack(
                            Integer.toString(i + GROUP)
                                    .substring(1)
                                    .getBytes(StandardCharsets.US_ASCII));
        }
    }

    private CsvText() {}

    /// @param text at most seven bytes
    static long pack(byte[] text) {
        if (text.length >= Long.BYTES) {
            throw new IllegalArgumentException("too long to pack: " + text.length + " bytes");
        }
        long packed = (long) text.length << LENGTH_SHIFT;
        for (int i = 0; i < text.length; i++) {
            packed |= (text[i] & 0xFFL) << (8 * i);
        }
        return packed;
    }

    /// Writes a packed text.
    ///
    /// @return the position behind it; [#SLACK] bytes from `at` on may have changed
    static int put(byte[] out, int at, long packed) {
        LONGS.set(out, at, packed);
        return at + (int) (packed >>> LENGTH_SHIFT);
    }

    /// Writes a number that is not negative.
    ///
    /// @return the position behind it
    static int putNumber(byte[] out, int at, int number) {
        if (number < GROUP) {
            return put(out, at, PLAIN[number]);
        }
        int high = number / GROUP;
        return put(out, putNumber(out, at, high), PADDED[number - high * GROUP]);
    }
}
