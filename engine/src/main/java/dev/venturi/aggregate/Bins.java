package dev.venturi.aggregate;

import java.math.BigInteger;

/// Sums that have the same bits whatever the order of addition and however partial sums are merged.
///
/// The idea is that of binned sums (Demmel and Nguyen 2015; Ahrens, Demmel and Nguyen 2020), with
/// whole numbers for bins, whose addition is associative: a grid of bins of 24 bits is laid over
/// all doubles, a value is cut into its digits on that grid, and only the bins are kept that lie
/// within a fixed distance of the greatest value's highest bin. What falls below them depends on
/// the greatest value alone, not on the order. A sum of n values is within n 2^(24 - 24 K) of the
/// greatest magnitude of the exact sum, K being the number of bins, and one rounding. A bin holds
/// 2^39 values.
///
/// In an array a sum is its highest bin, then its digits from the highest on; all 0 is no value
/// yet.
final class Bins {
    private static final int WIDTH = 24;
    private static final long DIGIT = (1L << WIDTH) - 1;
    private static final int MANTISSA = 52;
    private static final int LEAST_EXPONENT = -1074;

    /// Added to the number of a highest bin, so that 0 is none.
    private static final int OFFSET = 1000;

    private Bins() {}

    /// Cells that a sum of some bins takes.
    static int cells(int bins) {
        return 1 + bins;
    }

    /// Adds a finite value.
    static void add(long[] sum, int at, int bins, double value) {
        long bits = Double.doubleToRawLongBits(value);
        long mantissa = mantissa(bits);
        if (mantissa != 0) {
            deposit(sum, at, bins, 0, mantissa, exponent(bits), bits < 0);
        }
    }

    /// Adds the square of a finite value, all 106 bits of it.
    static void addSquare(long[] sum, int at, int bins, double value) {
        long bits = Double.doubleToRawLongBits(value);
        long mantissa = mantissa(bits);
        if (mantissa != 0) {
            long high = Math.multiplyHigh(mantissa, mantissa);
            deposit(sum, at, bins, high, mantissa * mantissa, 2 * exponent(bits), false);
        }
    }

    private static long mantissa(long bits) {
        long fraction = bits & ((1L << MANTISSA) - 1);
        return isSubnormal(bits) ? fraction : fraction | (1L << MANTISSA);
    }

    /// Of the mantissa's lowest bit.
    private static int exponent(long bits) {
        int biased = (int) (bits >>> MANTISSA) & 0x7FF;
        return isSubnormal(bits) ? LEAST_EXPONENT : biased - 1 + LEAST_EXPONENT;
    }

    private static boolean isSubnormal(long bits) {
        return ((bits >>> MANTISSA) & 0x7FF) == 0;
    }

    /// Adds `(high 2^64 + low) 2^exponent`, which is not 0, or its negative.
    private static void deposit(
            long[] sum, int at, int bins, long high, long low, int exponent, boolean negative) {
        int length =
                high != 0
                        ? 2 * Long.SIZE - Long.numberOfLeadingZeros(high)
                        : Long.SIZE - Long.numberOfLeadingZeros(low);
        int top = Math.floorDiv(exponent + length - 1, WIDTH);
        raise(sum, at, bins, top + OFFSET);
        int highest = (int) sum[at] - OFFSET;
        for (int bin = top;
                bin >= Math.max(highest - bins + 1, Math.floorDiv(exponent, WIDTH));
                bin--) {
            long digit = bitsFrom(high, low, bin * WIDTH - exponent);
            sum[at + 1 + highest - bin] += negative ? -digit : digit;
        }
    }

    /// The digit whose lowest bit is bit `from` of a number of 128 bits; `from` may be negative.
    private static long bitsFrom(long high, long low, int from) {
        if (from < 0) {
            return (low << -from) & DIGIT;
        }
        if (from >= Long.SIZE) {
            return (high >>> (from - Long.SIZE)) & DIGIT;
        }
        long bits = low >>> from;
        if (from > 0) {
            bits |= high << (Long.SIZE - from);
        }
        return bits & DIGIT;
    }

    /// Makes a bin the highest, unless a higher one is.
    private static void raise(long[] sum, int at, int bins, long top) {
        long before = sum[at];
        if (top <= before) {
            return;
        }
        int by = (int) Math.min(bins, top - before);
        for (int d = bins - 1; d >= 0; d--) {
            sum[at + 1 + d] = d >= by ? sum[at + 1 + d - by] : 0;
        }
        sum[at] = top;
    }

    /// Adds another sum of as many bins.
    static void combine(long[] sum, int at, int bins, long[] other, int of) {
        raise(sum, at, bins, other[of]);
        int below = (int) Math.min(bins, sum[at] - other[of]);
        for (int d = 0; d + below < bins; d++) {
            sum[at + 1 + d + below] += other[of + 1 + d];
        }
    }

    /// The sum as a whole number of [#unit]s.
    static BigInteger units(long[] sum, int at, int bins) {
        BigInteger units = BigInteger.ZERO;
        for (int d = 0; d < bins; d++) {
            units = units.shiftLeft(WIDTH).add(BigInteger.valueOf(sum[at + 1 + d]));
        }
        return units;
    }

    /// The exponent of two of a unit.
    static int unit(long[] sum, int at, int bins) {
        return ((int) sum[at] - OFFSET - bins + 1) * WIDTH;
    }

    /// The sum, rounded to nearest.
    static double value(long[] sum, int at, int bins) {
        return sum[at] == 0
                ? 0.0
                : Math.scalb(units(sum, at, bins).doubleValue(), unit(sum, at, bins));
    }
}
