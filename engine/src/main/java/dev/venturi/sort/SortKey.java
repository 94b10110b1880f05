package dev.venturi.sort;

/// A column by which rows are put in order, and how.
///
/// Numbers and times stand in the order of their values, -0.0 before 0.0 and infinities at the
/// ends; `false` before `true`; texts by their bytes, a text before those that go on after it. What
/// is missing (null, NaN, an empty text) is one value, first or last as asked, whatever the
/// direction of the others.
///
/// @param descending from the greatest to the least
/// @param missingFirst whether rows without a value stand before the others
public record SortKey(String column, boolean descending, boolean missingFirst) {
    /// From the least to the greatest, missing values last.
    public static SortKey ascending(String column) {
        return new SortKey(column, false, false);
    }

    /// From the greatest to the least, missing values last.
    public static SortKey descending(String column) {
        return new SortKey(column, true, false);
    }

    /// The same with missing values first.
    public SortKey withMissingFirst() {
        return new SortKey(column, descending, true);
    }
}
