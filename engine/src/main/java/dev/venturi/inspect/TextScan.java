package dev.venturi.inspect;

import dev.venturi.table.Column;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Texts, by their bytes; the empty one is missing.
final class TextScan extends ColumnScan {
    private byte @Nullable [] min;
    private byte @Nullable [] max;
    private boolean first = true;
    private byte[] last = {};

    TextScan(SeenValues.Budget budget) {
        super(budget);
    }

    @Override
    void look(Column column, int rows) {
        if (!(column instanceof Column.TextColumn(byte[] bytes, int[] offsets))) {
            throw new IllegalArgumentException("expected texts, found " + column);
        }
        for (int r = 0; r < rows; r++) {
            int from = offsets[r];
            int to = offsets[r + 1];
            missing += from == to ? 1 : 0;
            int order = first ? 1 : Arrays.compareUnsigned(bytes, from, to, last, 0, last.length);
            if (order != 0) {
                byte[] value = Arrays.copyOfRange(bytes, from, to);
                began(r, order, fingerprint(value));
                first = false;
                last = value;
                if (value.length > 0) {
                    bound(value);
                }
            }
        }
    }

    private void bound(byte[] value) {
        if (min == null || Arrays.compareUnsigned(value, min) < 0) {
            min = value;
        }
        if (max == null || Arrays.compareUnsigned(value, max) > 0) {
            max = value;
        }
    }

    /// Multiply-and-fold hashing in the manner of wyhash (Wang Yi 2019).
    private static long fingerprint(byte[] text) {
        long hash = 0x9E3779B97F4A7C15L ^ text.length;
        long word = 0;
        for (int i = 0; i < text.length; i++) {
            word = (word << 8) | (text[i] & 0xFF);
            if ((i & 7) == 7) {
                hash = fold(hash ^ word, 0xA0761D6478BD642FL);
                word = 0;
            }
        }
        return fold(hash ^ word, 0x8EBC6AF09C88C6E3L);
    }

    private static long fold(long a, long b) {
        return Math.unsignedMultiplyHigh(a, b) ^ (a * b);
    }

    @Override
    @Nullable Object min() {
        return min == null ? null : new String(min, StandardCharsets.UTF_8);
    }

    @Override
    @Nullable Object max() {
        return max == null ? null : new String(max, StandardCharsets.UTF_8);
    }
}
