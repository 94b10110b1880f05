package dev.venturi.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;

/// Decimals: an integer over a power of ten.
final class Decimals {
    /// The largest power of ten that is exact as a double.
    private static final int EXACT_POWER = 22;

    private static final double[] POWERS = powers();
    private static final long EXACT = 1L << 53;

    /// Bytes of the longest integer that is read: 154 digits.
    private static final int MOST_BYTES = 64;

    private Decimals() {}

    private static double[] powers() {
        double[] powers = new double[EXACT_POWER + 1];
        for (int k = 0; k < powers.length; k++) {
            powers[k] = Double.parseDouble("1e" + k);
        }
        return powers;
    }

    /// The nearest double: one division where both numbers are exact (Clinger 1990), else by way of
    /// the decimal digits.
    static double nearest(long unscaled, int scale) {
        boolean exact = unscaled >= -EXACT && unscaled <= EXACT && scale <= EXACT_POWER;
        return exact ? unscaled / POWERS[scale] : BigDecimal.valueOf(unscaled, scale).doubleValue();
    }

    /// The nearest double of big-endian bytes.
    static double nearest(byte[] bytes, int from, int to, int scale) {
        return to - from <= Long.BYTES && to > from
                ? nearest(unscaled(bytes, from, to), scale)
                : exact(bytes, from, to, scale).doubleValue();
    }

    /// The decimal itself, of big-endian bytes.
    ///
    /// @throws PageProblem when there are none or too many
    static BigDecimal exact(byte[] bytes, int from, int to, int scale) {
        int length = to - from;
        if (length < 1 || length > MOST_BYTES) {
            throw new PageProblem(
                    "found a decimal of %,d bytes, expected 1 to %d; get the file again"
                            .formatted(length, MOST_BYTES));
        }
        return new BigDecimal(new BigInteger(bytes, from, length), scale);
    }

    /// The integer in big-endian bytes.
    ///
    /// @throws PageProblem when a long does not hold it
    static long unscaled(byte[] bytes, int from, int to) {
        int at = from;
        while (to - at > Long.BYTES && bytes[at] == (bytes[at + 1] >> 7)) {
            at++; // nothing but sign
        }
        if (to - at > Long.BYTES || to == from) {
            throw new PageProblem(
                    "found a decimal of %,d bytes where its digits need 1 to 8; get the file again"
                            .formatted(to - from));
        }
        long number = bytes[at];
        for (int i = at + 1; i < to; i++) {
            number = (number << 8) | (bytes[i] & 0xFF);
        }
        return number;
    }
}
