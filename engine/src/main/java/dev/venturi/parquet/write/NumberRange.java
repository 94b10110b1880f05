package dev.venturi.parquet.write;

import org.jspecify.annotations.Nullable;

/// The smallest and largest of some numbers.
abstract sealed class NumberRange permits WholeRange, DoubleRange {
    /// Takes numbers into account.
    ///
    /// @param bits whole numbers, or the bits of doubles, as the column has them; `[0, n)`
    abstract void add(long[] bits, int n);

    /// Takes those of another range into account, which is of the same class.
    abstract void add(NumberRange other);

    /// What was found; null when nothing with an order was.
    abstract @Nullable Bounds bounds();

    /// NaNs among them, which no bound speaks of.
    abstract long nans();

    abstract void clear();
}
