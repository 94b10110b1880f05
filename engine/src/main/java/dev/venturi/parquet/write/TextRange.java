package dev.venturi.parquet.write;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The smallest and largest of some texts, in the order of their unsigned bytes.
final class TextRange {
    private byte @Nullable [] min;
    private byte @Nullable [] max;

    /// Takes a text into account.
    void add(byte[] bytes, int from, int to) {
        byte[] smallest = min;
        if (smallest == null
                || Arrays.compareUnsigned(bytes, from, to, smallest, 0, smallest.length) < 0) {
            min = Arrays.copyOfRange(bytes, from, to);
        }
        byte[] largest = max;
        if (largest == null
                || Arrays.compareUnsigned(bytes, from, to, largest, 0, largest.length) > 0) {
            max = Arrays.copyOfRange(bytes, from, to);
        }
    }

    void add(TextRange other) {
        byte[] smallest = other.min;
        byte[] largest = other.max;
        if (smallest != null && largest != null) {
            add(smallest, 0, smallest.length);
            add(largest, 0, largest.length);
        }
    }

    @Nullable Bounds bounds() {
        byte[] smallest = min;
        byte[] largest = max;
        return smallest == null || largest == null ? null : Bounds.ofTexts(smallest, largest);
    }

    void clear() {
        min = null;
        max = null;
    }
}
