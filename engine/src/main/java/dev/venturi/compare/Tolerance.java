package dev.venturi.compare;

import dev.venturi.table.UsageException;

/// How far numbers may be apart: `|first - second| <= absolute + relative * |second|`, the rule of
/// `numpy.isclose`. An infinity is within the tolerance of itself only.
///
/// @param relative 0 or more
/// @param absolute 0 or more, in the unit of the column
public record Tolerance(double relative, double absolute) {
    /// Nothing but another sign of zero is within it.
    public static final Tolerance NONE = new Tolerance(0, 0);

    public Tolerance {
        requireBound("rtol", relative);
        requireBound("atol", absolute);
    }

    private static void requireBound(String option, double bound) {
        if (!(bound >= 0) || Double.isInfinite(bound)) {
            throw new UsageException("%s %s: expected 0 or more".formatted(option, bound));
        }
    }

    /// Whether it allows two different numbers.
    ///
    /// @param distance `|first - second|`
    boolean allows(double distance, double second) {
        return distance <= absolute + relative * Math.abs(second)
                && distance != Double.POSITIVE_INFINITY;
    }
}
