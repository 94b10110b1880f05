package dev.venturi.aggregate;

import dev.venturi.table.Column;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is asked of the key columns of some rows: hashes, and which key is missing. Equal keys have
/// equal hashes: missing ones are equal to one another, and so are 0.0 and -0.0.
final class KeyColumns {
    /// Stands for a missing value in a hash.
    private static final long MISSING = 0x7FF8_0000_0000_0001L;

    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long FIRST = 0xA0761D6478BD642FL;
    private static final long SECOND = 0xE7037ED1A0B428DBL;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private KeyColumns() {}

    /// Hashes of rows `[0, n)`, by multiplying and folding in the manner of wyhash (Wang Yi 2019).
    ///
    /// @param at where they go in `hashes`
    static void hash(List<Column> keys, int n, long[] hashes, int at) {
        Arrays.fill(hashes, at, at + n, SEED);
        for (Column key : keys) {
            switch (key) {
                case Column.DoubleColumn(double[] values) -> {
                    for (int r = 0; r < n; r++) {
                        hashes[at + r] = mix(hashes[at + r], bits(values[r]));
                    }
                }
                case Column.LongColumn(long[] values, boolean @Nullable [] nulls) -> {
                    for (int r = 0; r < n; r++) {
                        boolean missing = nulls != null && nulls[r];
                        hashes[at + r] = mix(hashes[at + r], missing ? MISSING : values[r]);
                    }
                }
                case Column.TextColumn(byte[] bytes, int[] offsets) -> {
                    for (int r = 0; r < n; r++) {
                        hashes[at + r] = text(hashes[at + r], bytes, offsets[r], offsets[r + 1]);
                    }
                }
            }
        }
    }

    /// The hash of a key that is one number, or the [#bits] of a double.
    static long hash(long value) {
        return mix(SEED, value);
    }

    /// The hash of a key that is one text.
    static long hash(byte[] text, int from, int to) {
        return text(SEED, text, from, to);
    }

    private static long mix(long hash, long value) {
        long a = hash ^ value;
        return Math.unsignedMultiplyHigh(a, FIRST) ^ (a * FIRST) ^ (a >>> 32);
    }

    private static long text(long seed, byte[] bytes, int from, int to) {
        long hash = seed ^ (to - from) * SECOND;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mix(hash, (long) LONG.get(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = (rest << 8) | (bytes[at] & 0xFF);
        }
        return mix(hash, rest);
    }

    /// The bits by which doubles are compared as keys.
    static long bits(double value) {
        return Double.doubleToLongBits(value + 0.0); // one NaN, one zero
    }

    /// The first row of `[0, n)` whose key is missing; `n` when none is.
    static int firstMissing(Column key, int n) {
        switch (key) {
            case Column.DoubleColumn(double[] values) -> {
                for (int r = 0; r < n; r++) {
                    if (Double.isNaN(values[r])) {
                        return r;
                    }
                }
            }
            case Column.LongColumn(_, boolean @Nullable [] nulls) -> {
                for (int r = 0; nulls != null && r < n; r++) {
                    if (nulls[r]) {
                        return r;
                    }
                }
            }
            case Column.TextColumn(_, int[] offsets) -> {
                for (int r = 0; r < n; r++) {
                    if (offsets[r] == offsets[r + 1]) {
                        return r;
                    }
                }
            }
        }
        return n;
    }
}
