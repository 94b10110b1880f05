package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/// The smallest and largest of doubles but NaN. A zero bound stands for both zeros, as the format
/// asks: the smaller is written as -0.0, the larger as +0.0.
final class DoubleRange extends NumberRange {
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private long nans;

    @Override
    void add(long[] bits, int n) {
        double smallest = min;
        double largest = max;
        int odd = 0;
        for (int i = 0; i < n; i++) {
            double value = Double.longBitsToDouble(bits[i]);
            smallest = value < smallest ? value : smallest; // false for NaN
            largest = value > largest ? value : largest;
            odd += Double.isNaN(value) ? 1 : 0;
        }
        min = smallest;
        max = largest;
        nans += odd;
    }

    @Override
    void add(NumberRange other) {
        DoubleRange range = (DoubleRange) other;
        min = Math.min(min, range.min);
        max = Math.max(max, range.max);
        nans += range.nans;
    }

    @Override
    @Nullable Bounds bounds() {
        return min <= max
                ? Bounds.exact(bytes(min == 0 ? -0.0 : min), bytes(max == 0 ? 0.0 : max))
                : null;
    }

    private static byte[] bytes(double value) {
        Bytes bytes = new Bytes(Double.BYTES);
        bytes.putLong(Double.doubleToRawLongBits(value));
        return bytes.array();
    }

    @Override
    long nans() {
        return nans;
    }

    @Override
    void clear() {
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
        nans = 0;
    }
}
