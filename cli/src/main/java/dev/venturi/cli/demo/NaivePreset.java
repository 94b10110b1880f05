package dev.venturi.cli.demo;

/// Whose definitions count: the usual ones, or one of the three pipelines of the vitals case study.
public enum NaivePreset {
    /// Sample standard deviation, trend against the order column.
    STANDARD,
    /// The naive pipeline: population standard deviation, trend against positions.
    CASE_V1,
    /// The groupby pipeline: Kahan mean, Welford standard deviation, trend against positions.
    CASE_V2,
    /// The vectorised pipeline: missing rows count as deviations of zero, trend against the row.
    CASE_V3;

    /// What variance and standard deviation divide by is n less this, unless asked otherwise.
    public int ddof() {
        return this == CASE_V1 ? 0 : 1;
    }
}
