package dev.venturi.parquet;

import dev.venturi.table.ColumnType;

/// What stored numbers stand for, a column at a time: doubles to compute with, longs to order by.
final class Numbers {
    /// In place of a time that nanoseconds in a long do not hold, and of a double that is no
    /// number.
    static final long NO_TIME = Long.MIN_VALUE;

    private Numbers() {}

    /// The values as doubles; integers beyond 2^53 are rounded.
    ///
    /// @param column what the stored numbers mean
    static void doubles(FlatColumn column, long[] stored, int n, double[] into) {
        Meaning meaning = column.meaning();
        switch (meaning.kind()) {
            case FLOAT -> {
                for (int i = 0; i < n; i++) {
                    into[i] = Float.intBitsToFloat((int) stored[i]);
                }
            }
            case DOUBLE, HALF -> bits(stored, n, into);
            case DECIMAL -> {
                if (column.isBytes() && column.type() == ColumnType.FLOAT64) {
                    bits(stored, n, into);
                } else {
                    int scale = (int) meaning.scale();
                    for (int i = 0; i < n; i++) {
                        into[i] = Decimals.nearest(stored[i], scale);
                    }
                }
            }
            case UNSIGNED_32 -> {
                for (int i = 0; i < n; i++) {
                    into[i] = stored[i] & 0xFFFF_FFFFL;
                }
            }
            case UNSIGNED_64 -> {
                for (int i = 0; i < n; i++) {
                    into[i] = unsigned(stored[i]);
                }
            }
            case WHOLE, BOOLEAN -> {
                for (int i = 0; i < n; i++) {
                    into[i] = stored[i];
                }
            }
            case TIME, INT96, TEXT, UUID ->
                    throw new IllegalStateException("no number: " + meaning.kind());
        }
    }

    private static void bits(long[] stored, int n, double[] into) {
        for (int i = 0; i < n; i++) {
            into[i] = Double.longBitsToDouble(stored[i]);
        }
    }

    /// The nearest double of an unsigned number.
    private static double unsigned(long bits) {
        if (bits >= 0) {
            return bits;
        }
        long half = (bits >>> 1) | (bits & 1); // the lowest bit keeps the rounding right
        return (double) half * 2;
    }

    /// The values as int64, in place; an unsigned one of more than 63 bits stays negative, see
    /// [#isWide].
    static void longs(Meaning meaning, long[] stored, int n) {
        if (meaning.kind() == Meaning.Kind.UNSIGNED_32) {
            for (int i = 0; i < n; i++) {
                stored[i] &= 0xFFFF_FFFFL;
            }
        }
    }

    /// Whether an int64 stands for an unsigned number beyond it.
    static boolean isWide(Meaning meaning, long value) {
        return value < 0 && meaning.kind() == Meaning.Kind.UNSIGNED_64;
    }

    /// The values as nanoseconds since 1970, in place; [#NO_TIME] for those a long does not hold.
    static void times(Meaning meaning, long[] stored, int n) {
        if (meaning.kind() == Meaning.Kind.INT96 || meaning.scale() == 1) {
            return;
        }
        long scale = meaning.scale();
        long most = Long.MAX_VALUE / scale;
        for (int i = 0; i < n; i++) {
            long value = stored[i];
            stored[i] = value >= -most && value <= most ? value * scale : NO_TIME;
        }
    }
}
