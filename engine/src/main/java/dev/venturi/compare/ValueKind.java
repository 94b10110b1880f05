package dev.venturi.compare;

/// What the values of a column are, told by its first value that is not missing.
public enum ValueKind {
    /// Every value is missing.
    NOTHING,
    /// Whole numbers are compared as int64, all others as float64.
    NUMBER,
    /// `true` and `false`, compared as 1 and 0.
    BOOLEAN,
    /// Dates and times, compared as points in time.
    TIME,
    /// Anything else, compared as bytes.
    TEXT
}
