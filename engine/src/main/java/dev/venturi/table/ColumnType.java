package dev.venturi.table;

/// What the values of a column are.
public enum ColumnType {
    /// Whole numbers in the range of a `long`.
    INT64,
    /// Doubles.
    FLOAT64,
    /// `true` and `false`, computed as 1 and 0.
    BOOLEAN,
    /// An instant or a local date and time, in nanoseconds since 1970-01-01T00:00.
    TIMESTAMP,
    /// A calendar day; held like a [#TIMESTAMP] at its midnight.
    DATE,
    /// Anything else: bytes, compared as bytes.
    TEXT;

    /// Whether features can be computed of it without being told to.
    public boolean isNumeric() {
        return this == INT64 || this == FLOAT64 || this == BOOLEAN;
    }

    /// Whether it is a point in time.
    public boolean isTime() {
        return this == TIMESTAMP || this == DATE;
    }
}
