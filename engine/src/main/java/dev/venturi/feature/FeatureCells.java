package dev.venturi.feature;

import dev.venturi.table.Internal;
import org.jspecify.annotations.Nullable;

/// Results of a number of entities, column by column, before it is known whether a column of the
/// input is int64.
///
/// A cell always has its float64 value. A cell of a feature that keeps the type of its column (min,
/// max, first, last, sum) has its int64 value too, for the case that all of the column turns out to
/// be int64; NaN in the float64 value then means null.
@Internal
public final class FeatureCells {
    /// float64 results, `[features][capacity]`.
    public final double[][] values;

    /// int64 results of the features that keep the type of their column, `[features][capacity]`,
    /// else null.
    public final long[] @Nullable [] whole;

    /// First entity whose int64 result does not fit a `long`, `[features]`; -1 when all fit.
    public final int[] overflow;

    /// Entities whose window was longer than their series, `[features]`.
    public final long[] tooShort;

    /// @param keepsType which features keep the type of their column
    public FeatureCells(boolean[] keepsType, int capacity) {
        values = new double[keepsType.length][capacity];
        whole = new long[keepsType.length][];
        overflow = new int[keepsType.length];
        tooShort = new long[keepsType.length];
        for (int f = 0; f < keepsType.length; f++) {
            overflow[f] = -1;
            if (keepsType[f]) {
                whole[f] = new long[capacity];
            }
        }
    }
}
