package dev.venturi.feature;

/// A feature written by a user: a contract, and a function of one series.
///
/// ```java
/// public final class CrestFactor implements FeatureFunction {
///     public FeatureContract contract() {
///         return FeatureContract.named("crest_factor")
///                 .means("crestFactor", "peak over root mean square")
///                 .formula("max(abs(v)) / sqrt(sum(v*v) / n)")
///                 .result(ResultType.FLOAT64, "none")
///                 .gives("NaN", "1", "1; NaN when all are 0", "NaN")
///                 .source("IEC 60469")
///                 .build();
///     }
///
///     public double compute(SeriesView values, Parameters parameters) {
///         double peak = 0;
///         double squares = 0;
///         for (int i = 0; i < values.size(); i++) {
///             peak = Math.max(peak, Math.abs(values.value(i)));
///             squares += values.value(i) * values.value(i);
///         }
///         return peak / Math.sqrt(squares / values.size());
///     }
/// }
/// ```
///
/// A [FeatureProvider] makes it known by name. It is of class whole-series: all values of a series
/// are at hand at once. The function must be pure and thread-safe: the same values give the same
/// result, on any thread, so keep no state. Give FLOAT64 or INT64; NaN of an INT64 feature is null.
public interface FeatureFunction {
    /// What it means; the same every time it is asked.
    FeatureContract contract();

    /// The value for one series.
    ///
    /// @param values valid values in order; may be empty
    /// @param parameters a value for every parameter of the contract, within its range
    double compute(SeriesView values, Parameters parameters);
}
