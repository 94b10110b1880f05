package dev.venturi.generate;

/// The standard normal distribution, by additions, multiplications, divisions and [StrictMath#exp]:
/// the same bits on every machine.
final class NormalDistribution {
    /// Below this distance from 0 the series is used, above it the continued fraction.
    private static final double SERIES_UP_TO = 3.0;

    private static final int FRACTION_TERMS = 120;
    private static final double ROOT_OF_TWO_PI = 2.5066282746310002;

    private NormalDistribution() {}

    /// The probability of a value not above `x`: 15 decimals are right, and below -3 also 14
    /// digits.
    ///
    /// Source: Abramowitz and Stegun 26.2.11 (series) and 26.2.14 (continued fraction).
    static double below(double x) {
        double density = StrictMath.exp(-x * x / 2) / ROOT_OF_TWO_PI;
        if (x < -SERIES_UP_TO) {
            return density * millsRatio(-x);
        }
        if (x > SERIES_UP_TO) {
            return 1.0 - density * millsRatio(x);
        }
        double term = x;
        double sum = 0.0;
        for (int odd = 3; sum + term != sum; odd += 2) {
            sum += term;
            term = term * x * x / odd;
        }
        return 0.5 + density * sum;
    }

    /// The upper tail divided by the density.
    private static double millsRatio(double x) {
        double denominator = x;
        for (int k = FRACTION_TERMS; k > 0; k--) {
            denominator = x + k / denominator;
        }
        return 1.0 / denominator;
    }
}
