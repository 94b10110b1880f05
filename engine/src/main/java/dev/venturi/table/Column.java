package dev.venturi.table;

import org.jspecify.annotations.Nullable;

/// One column of a finished [Batch]; the arrays belong to the batch and hold at least its rows.
@SuppressWarnings(
        "ArrayRecordComponent") // views on purpose: columns are compared by content in tests only
public sealed interface Column {
    /// Doubles, `[rows]`; NaN is missing or a computed NaN.
    record DoubleColumn(double[] values) implements Column {}

    /// Longs, `[rows]`, and which of them are null; `nulls` is null when none is.
    record LongColumn(long[] values, boolean @Nullable [] nulls) implements Column {}

    /// UTF-8 texts: text r is `bytes[offsets[r] .. offsets[r + 1])`, `offsets` is `[rows + 1]`;
    /// empty is missing.
    record TextColumn(byte[] bytes, int[] offsets) implements Column {}
}
