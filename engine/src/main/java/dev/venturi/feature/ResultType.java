package dev.venturi.feature;

/// What type the column of a feature has in the output.
public enum ResultType {
    /// A double; NaN where there is no value.
    FLOAT64,
    /// A whole number; null where there is no value.
    INT64,
    /// int64 of an int64 column, exact; float64 of any other.
    AS_COLUMN
}
