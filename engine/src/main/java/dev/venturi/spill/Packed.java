package dev.venturi.spill;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Packs a column of a block into the fewest whole bytes per value that lose nothing.
///
/// Integers are stored as their distance from the least (frame of reference, Goldstein,
/// Ramakrishnan and Shaft 1998); doubles that are decimal numbers of few digits as the integers
/// that they are when scaled by a power of ten, if dividing gives back the same bits (the idea of
/// ALP, Afroozeh, Kuffo and Boncz 2023), others as floats where they are floats, or as they are.
/// NaN has no payload here: it means missing.
///
/// Reading and writing go by eight bytes at a time, so a buffer has [#SLACK] bytes behind its
/// content.
final class Packed {
    /// Bytes behind the content of a buffer that may be touched.
    static final int SLACK = 8;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int HEADER = 1 + Long.BYTES;

    /// Forms of a column of doubles; a form from [#SCALED] on is scaled by ten to the excess.
    private static final byte RAW = 0;

    private static final byte FLOATS = 1;
    private static final byte ALL_NAN = 2;
    private static final byte SCALED = 8;
    private static final byte HAS_NAN = 64;

    private static final double[] POWERS = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
    private static final double LARGEST = 0x1p50;

    private Packed() {}

    /// Bytes that a column of any content may take.
    static int most(int n) {
        return HEADER + 1 + n * Long.BYTES + SLACK;
    }

    static void putInt(byte[] out, int at, int value) {
        INT.set(out, at, value);
    }

    static int getInt(byte[] in, int at) {
        return (int) INT.get(in, at);
    }

    /// Writes integers and returns where the next column begins.
    static int writeLongs(long[] values, int n, byte[] out, int at) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < n; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        int width = n == 0 ? 0 : widthOf(most - least);
        out[at] = (byte) width;
        LONG.set(out, at + 1, least);
        int next = at + HEADER;
        for (int i = 0; i < n; i++) {
            LONG.set(out, next, values[i] - least);
            next += width;
        }
        return next;
    }

    /// Bytes for a distance, unsigned.
    private static int widthOf(long distance) {
        return (Long.SIZE - Long.numberOfLeadingZeros(distance) + 7) / 8;
    }

    /// Reads `n` integers and returns where the next column begins.
    static int readLongs(byte[] in, int at, int n, long[] into) {
        int width = in[at];
        long least = (long) LONG.get(in, at + 1);
        long mask = width == 8 ? -1 : (1L << (8 * width)) - 1;
        int next = at + HEADER;
        for (int i = 0; i < n; i++) {
            into[i] = least + ((long) LONG.get(in, next) & mask);
            next += width;
        }
        return next;
    }

    /// Writes doubles.
    ///
    /// @param guess the power of ten that is tried first; see [#scaleOf]
    /// @param scratch `[n]`
    static int writeDoubles(double[] values, int n, int guess, long[] scratch, byte[] out, int at) {
        for (int attempt = -1; attempt < POWERS.length; attempt++) {
            int power = attempt < 0 ? guess : attempt;
            if (attempt == guess) {
                continue;
            }
            int next = writeScaled(values, n, power, scratch, out, at);
            if (next >= 0) {
                return next;
            }
        }
        if (areFloats(values, n)) {
            out[at] = FLOATS;
            int next = at + 1;
            for (int i = 0; i < n; i++) {
                INT.set(out, next, Float.floatToIntBits((float) values[i]));
                next += Float.BYTES;
            }
            return next;
        }
        out[at] = RAW;
        int next = at + 1;
        for (int i = 0; i < n; i++) {
            LONG.set(out, next, Double.doubleToRawLongBits(values[i]));
            next += Double.BYTES;
        }
        return next;
    }

    /// The power of ten of a column just written, a good guess for the next block of it; 0 when it
    /// was not scaled.
    static int scaleOf(byte[] out, int at) {
        return Math.max(0, (out[at] & ~HAS_NAN) - SCALED);
    }

    /// @return where the next column begins, or -1 when a value is no such decimal number
    private static int writeScaled(
            double[] values, int n, int power, long[] scaled, byte[] out, int at) {
        double factor = POWERS[power];
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        int missing = 0;
        for (int i = 0; i < n; i++) {
            double value = values[i];
            if (Double.isNaN(value)) {
                scaled[i] = Long.MIN_VALUE;
                missing++;
                continue;
            }
            double rounded = Math.rint(value * factor);
            if (!(Math.abs(rounded) < LARGEST)
                    || Double.doubleToRawLongBits(rounded / factor)
                            != Double.doubleToRawLongBits(value)
                    || (rounded == 0 && Double.doubleToRawLongBits(value) != 0)) {
                return -1;
            }
            long whole = (long) rounded;
            scaled[i] = whole;
            least = Math.min(least, whole);
            most = Math.max(most, whole);
        }
        if (missing == n) {
            out[at] = ALL_NAN;
            return at + 1;
        }
        if (missing > 0) {
            least--; // stands for NaN
            for (int i = 0; i < n; i++) {
                scaled[i] = scaled[i] == Long.MIN_VALUE ? least : scaled[i];
            }
        }
        int width = widthOf(most - least);
        out[at] = (byte) (SCALED + power + (missing > 0 ? HAS_NAN : 0));
        out[at + 1] = (byte) width;
        LONG.set(out, at + 2, least);
        int next = at + 2 + Long.BYTES;
        for (int i = 0; i < n; i++) {
            LONG.set(out, next, scaled[i] - least);
            next += width;
        }
        return next;
    }

    private static boolean areFloats(double[] values, int n) {
        for (int i = 0; i < n; i++) {
            if (Double.compare((float) values[i], values[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    /// Reads `n` doubles and returns where the next column begins.
    static int readDoubles(byte[] in, int at, int n, double[] into) {
        byte form = in[at];
        int next = at + 1;
        switch (form) {
            case RAW -> {
                for (int i = 0; i < n; i++) {
                    into[i] = Double.longBitsToDouble((long) LONG.get(in, next));
                    next += Double.BYTES;
                }
                return next;
            }
            case FLOATS -> {
                for (int i = 0; i < n; i++) {
                    into[i] = Float.intBitsToFloat((int) INT.get(in, next));
                    next += Float.BYTES;
                }
                return next;
            }
            case ALL_NAN -> {
                Arrays.fill(into, 0, n, Double.NaN);
                return next;
            }
            default -> {
                return readScaled(in, at, n, into);
            }
        }
    }

    private static int readScaled(byte[] in, int at, int n, double[] into) {
        boolean hasNaN = (in[at] & HAS_NAN) != 0;
        double factor = POWERS[scaleOf(in, at)];
        int width = in[at + 1];
        long least = (long) LONG.get(in, at + 2);
        long mask = (1L << (8 * width)) - 1;
        int next = at + 2 + Long.BYTES;
        if (!hasNaN) {
            for (int i = 0; i < n; i++) {
                into[i] = (least + ((long) LONG.get(in, next) & mask)) / factor;
                next += width;
            }
            return next;
        }
        for (int i = 0; i < n; i++) {
            long code = (long) LONG.get(in, next) & mask;
            into[i] = code == 0 ? Double.NaN : (least + code) / factor;
            next += width;
        }
        return next;
    }
}
