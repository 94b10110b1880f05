package dev.venturi.vectors;

/// Other features of a series, from NumPy and pandas; NaN where there are too few values.
///
/// All equal NumPy's bits but for skewness and kurtosis, which pandas adds in another way: compare
/// those with a relative tolerance of 1e-10.
///
/// @param values all rows in order, NaN where a value is missing
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ReferenceFeatures(
        String name,
        double[] values,
        double sum,
        double populationVariance,
        double sampleVariance,
        double populationStd,
        double sampleStd,
        double median,
        double quantile10,
        double quantile25,
        double quantile55,
        double quantile90,
        double skewness,
        double kurtosis) {
    @Override
    public String toString() {
        return name;
    }
}
