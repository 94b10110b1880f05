package dev.venturi.compare;

import org.jspecify.annotations.Nullable;

/// What was found of one column, over the keys both tables have.
///
/// @param column its name
/// @param firstKind what its values are in the first table
/// @param secondKind what they are in the second
/// @param tolerance the tolerance that held for it
/// @param differing rows in which the values have different bits
/// @param beyond those of them that are outside the tolerance
/// @param largestAbsolute largest `|first - second|` of two finite numbers; 0 if there is none
/// @param largestRelative largest `|first - second| / |second|` of two finite numbers with second
///   not 0; 0 if there is none
/// @param example the first row, in the order of the first table, outside the tolerance; if there
///   is none, the first that differs at all
public record ColumnComparison(
        String column,
        ValueKind firstKind,
        ValueKind secondKind,
        Tolerance tolerance,
        long differing,
        long beyond,
        double largestAbsolute,
        double largestRelative,
        @Nullable DifferingRow example) {
    /// The verdict on this column.
    public Verdict verdict() {
        if (beyond > 0) {
            return Verdict.DIFFERENT;
        }
        return differing > 0 ? Verdict.WITHIN : Verdict.EQUAL;
    }

    /// Whether the tables hold values of different kinds; equal values are equal all the same.
    public boolean kindsDiffer() {
        return firstKind != secondKind
                && firstKind != ValueKind.NOTHING
                && secondKind != ValueKind.NOTHING;
    }
}
