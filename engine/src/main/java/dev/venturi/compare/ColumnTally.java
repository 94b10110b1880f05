package dev.venturi.compare;

import org.jspecify.annotations.Nullable;

/// Gathers the differences in one column.
final class ColumnTally {
    private long differing;
    private long beyond;
    private double largestAbsolute;
    private double largestRelative;
    private @Nullable DifferingRow example;
    private long exampleRow;
    private boolean exampleBeyond;

    /// Two values that have no distance: one is missing, or they are not numbers.
    void addUnlike(TextRow first, TextRow second, int field) {
        add(first, second, field, true);
    }

    /// Two numbers with different bits.
    ///
    /// @param distance `|first - second|`
    /// @param value the second of them
    void addNumbers(
            TextRow first,
            TextRow second,
            int field,
            double distance,
            double value,
            Tolerance tolerance) {
        if (distance <= Double.MAX_VALUE) {
            largestAbsolute = Math.max(largestAbsolute, distance);
            if (value != 0) {
                largestRelative = Math.max(largestRelative, distance / Math.abs(value));
            }
        }
        add(first, second, field, !tolerance.allows(distance, value));
    }

    private void add(TextRow first, TextRow second, int field, boolean isBeyond) {
        differing++;
        beyond += isBeyond ? 1 : 0;
        if (comesBefore(first.number, isBeyond)) {
            exampleRow = first.number;
            exampleBeyond = isBeyond;
            example = new DifferingRow(first.keyText(), first.text(field), second.text(field));
        }
    }

    /// Adds what was gathered of other rows.
    void add(ColumnTally other) {
        if (other.example != null && comesBefore(other.exampleRow, other.exampleBeyond)) {
            exampleRow = other.exampleRow;
            exampleBeyond = other.exampleBeyond;
            example = other.example;
        }
        differing += other.differing;
        beyond += other.beyond;
        largestAbsolute = Math.max(largestAbsolute, other.largestAbsolute);
        largestRelative = Math.max(largestRelative, other.largestRelative);
    }

    private boolean comesBefore(long row, boolean isBeyond) {
        return example == null
                || (isBeyond && !exampleBeyond)
                || (isBeyond == exampleBeyond && row < exampleRow);
    }

    ColumnComparison comparison(
            String column, ValueKind firstKind, ValueKind secondKind, Tolerance tolerance) {
        return new ColumnComparison(
                column,
                firstKind,
                secondKind,
                tolerance,
                differing,
                beyond,
                largestAbsolute,
                largestRelative,
                example);
    }
}
