package dev.venturi.feature;

import org.jspecify.annotations.Nullable;

/// Least, greatest, first, last and sum of a series as int64, for the case that its column turns
/// out to be int64; of a series that is not whole its numbers mean nothing.
///
/// The sum is kept in 128 bits, so that only a sum that does not fit 64 bits is an overflow, in
/// whatever order the values come.
final class WholeNumbers {
    long min;
    long max;
    long first;
    long last;
    private boolean any;
    private boolean fractional;
    private long sumLow;
    private long sumHigh;

    void begin() {
        min = Long.MAX_VALUE;
        max = Long.MIN_VALUE;
        first = last = 0;
        any = false;
        fractional = false;
        sumLow = sumHigh = 0;
    }

    /// Takes a series of which only the results in doubles are needed: all of its values are exact
    /// there, and so are these.
    void take(double least, double greatest, double firstValue, double lastValue) {
        min = (long) least;
        max = (long) greatest;
        first = (long) firstValue;
        last = (long) lastValue;
        any = true;
    }

    /// Takes the sum in doubles, when it is exact: every partial sum is below 2^53.
    void takeSum(double sum) {
        sumLow = (long) sum;
        sumHigh = sumLow >> 63;
    }

    /// Adds valid values that are exact as doubles to the sum alone.
    void addAll(double[] values, int from, int to) {
        for (int i = from; i < to && !fractional; i++) {
            long whole = (long) values[i];
            fractional = whole != values[i];
            add(whole);
        }
    }

    /// Adds rows.
    ///
    /// @param values NaN where missing
    /// @param exact the int64 values of those rows; null when the doubles are exact
    void addRows(double[] values, long @Nullable [] exact, int from, int to) {
        for (int r = from; r < to && !fractional; r++) {
            double value = values[r];
            if (Double.isNaN(value)) {
                continue;
            }
            long whole;
            if (exact == null) {
                whole = (long) value;
                fractional = whole != value;
            } else {
                whole = exact[r];
            }
            if (!any) {
                first = whole;
                any = true;
            }
            last = whole;
            min = Math.min(min, whole);
            max = Math.max(max, whole);
            add(whole);
        }
    }

    private void add(long value) {
        long low = sumLow + value;
        long carry = Long.compareUnsigned(low, sumLow) < 0 ? 1 : 0;
        sumHigh += (value >> 63) + carry;
        sumLow = low;
    }

    /// The sum; meaningless when it overflows.
    long sum() {
        return sumLow;
    }

    boolean sumOverflows() {
        return !fractional && sumHigh != sumLow >> 63;
    }

    boolean rangeOverflows() {
        long range = max - min;
        return any && !fractional && ((max ^ min) & (max ^ range)) < 0;
    }
}
