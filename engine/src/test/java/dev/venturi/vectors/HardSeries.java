package dev.venturi.vectors;

/// A series that is hard for doubles, with the exact answers for its decimal texts and the digits
/// that arithmetic in doubles reaches.
///
/// @param autocorrelation at lag 1, the biased form
/// @param stdDigits correct decimal digits of the two-pass sample standard deviation
/// @param welfordDigits the same of Welford's one-pass form
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HardSeries(
        String name,
        double[] values,
        double mean,
        double sampleStd,
        double autocorrelation,
        double meanDigits,
        double stdDigits,
        double welfordDigits,
        double autocorrelationDigits) {
    @Override
    public String toString() {
        return name;
    }

    /// How many leading decimal digits of `found` are those of `exact`; infinite when equal.
    public static double digits(double found, double exact) {
        return -Math.log10(Math.abs(found - exact) / Math.abs(exact));
    }
}
