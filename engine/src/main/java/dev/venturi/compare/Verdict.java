package dev.venturi.compare;

/// What a comparison found, from best to worst.
public enum Verdict {
    /// Every value has the same bits, missing values at the same places; texts have the same bytes.
    EQUAL,
    /// Some numbers have other bits, and all of these are within the tolerance. -0.0 against 0.0 is
    /// within every tolerance, 0 included.
    WITHIN,
    /// A value is outside the tolerance, or missing in one table only.
    DIFFERENT;

    /// The worse of two.
    Verdict and(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
