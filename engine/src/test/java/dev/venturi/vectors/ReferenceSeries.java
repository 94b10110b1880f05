package dev.venturi.vectors;

/// A series and what the three original pipelines answer for it.
///
/// Answers are `[8]`: mean, std, min, max, range, trend, n_anomalies, missing_pct. The arrays
/// belong to the caller.
///
/// @param values all rows in order, NaN where a value is missing
/// @param v1 the naive pipeline (`case-v1`)
/// @param v2 the groupby pipeline (`case-v2`)
/// @param v3 the vectorised pipeline (`case-v3`)
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ReferenceSeries(String name, double[] values, double[] v1, double[] v2, double[] v3) {
    @Override
    public String toString() {
        return name;
    }
}
