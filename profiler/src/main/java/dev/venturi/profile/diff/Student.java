package dev.venturi.profile.diff;

/// Quantiles of Student's t distribution, for tails as small as many comparisons make them.
///
/// The tail is the regularised incomplete beta function, by its continued fraction (Lentz 1976);
/// the quantile is found by halving.
final class Student {
    private static final double TINY = 1e-300;
    private static final int STEPS = 300;

    private Student() {}

    /// The t that a variable exceeds in absolute value with this probability.
    ///
    /// @param tails 0..1, both tails together
    /// @param degrees of freedom, above 0; infinite for the normal distribution
    static double quantile(double tails, double degrees) {
        double freedom = Math.min(degrees, 1e7); // beyond that it is the normal distribution
        double low = 0;
        double high = 1;
        while (tails(high, freedom) > tails && high < 1e12) {
            high *= 2;
        }
        for (int i = 0; i < STEPS && high - low > 1e-12 * high; i++) {
            double middle = (low + high) / 2;
            if (tails(middle, freedom) > tails) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /// The probability of both tails beyond t.
    static double tails(double t, double degrees) {
        double x = degrees / (degrees + t * t);
        return beta(x, degrees / 2, 0.5);
    }

    private static double beta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front =
                Math.exp(
                        logGamma(a + b)
                                - logGamma(a)
                                - logGamma(b)
                                + a * Math.log(x)
                                + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2)
                ? front * fraction(x, a, b) / a
                : 1 - front * fraction(1 - x, b, a) / b;
    }

    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m < 10_000; m++) {
            double even = m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
            d = 1 / nonZero(1 + even * d);
            c = nonZero(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
            d = 1 / nonZero(1 + odd * d);
            c = nonZero(1 + odd / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < 1e-14) {
                break;
            }
        }
        return value;
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /// The logarithm of the gamma function (Lanczos 1964, with the coefficients for g = 7).
    private static double logGamma(double x) {
        double[] coefficients = {
            0.9999999999998099,
            676.5203681218851,
            -1259.1392167224028,
            771.3234287776531,
            -176.6150291621406,
            12.507343278686905,
            -0.13857109526572012,
            9.984369578019572e-6,
            1.5056327351493116e-7
        };
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum += coefficients[i] / (x - 1 + i);
        }
        double t = x + 6.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
