package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The smallest and largest of whole numbers.
final class WholeRange extends NumberRange {
    private final int width;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    /// @param width bytes of a number: 8, 4, or 1 for booleans
    WholeRange(int width) {
        this.width = width;
    }

    @Override
    void add(long[] values, int n) {
        long smallest = min;
        long largest = max;
        for (int i = 0; i < n; i++) {
            smallest = Math.min(smallest, values[i]);
            largest = Math.max(largest, values[i]);
        }
        min = smallest;
        max = largest;
    }

    @Override
    void add(NumberRange other) {
        WholeRange range = (WholeRange) other;
        min = Math.min(min, range.min);
        max = Math.max(max, range.max);
    }

    @Override
    @Nullable Bounds bounds() {
        return min <= max ? Bounds.exact(bytes(min), bytes(max)) : null;
    }

    private byte[] bytes(long value) {
        Bytes bytes = new Bytes(Long.BYTES);
        bytes.putLong(value);
        return Arrays.copyOf(bytes.array(), width);
    }

    @Override
    long nans() {
        return 0;
    }

    @Override
    void clear() {
        min = Long.MAX_VALUE;
        max = Long.MIN_VALUE;
    }
}
