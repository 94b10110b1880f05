package dev.venturi.cli.demo;

import static dev.venturi.cli.demo.NaiveReference.isConstant;
import static dev.venturi.cli.demo.NaiveReference.less;
import static dev.venturi.cli.demo.NaiveReference.positions;
import static dev.venturi.cli.demo.NaiveReference.products;
import static dev.venturi.cli.demo.NaiveReference.valid;
import static dev.venturi.cli.demo.NaiveReference.whereValid;

import java.util.Arrays;

/// The features that mean the same in every preset, from their definitions.
///
/// `rows` are all rows of one entity in order, NaN where the value is missing; v are the n valid
/// values among them, m is sum(v) / n, d = v - m. Results are NaN where there are too few values.
public final class NaiveFeatures {
    private NaiveFeatures() {}

    /// Which of the window means a moving average answers.
    public enum At {
        FIRST,
        LAST,
        MIN,
        MAX
    }

    /// n.
    public static double count(double[] rows) {
        return valid(rows).length;
    }

    /// The sum of the values; NaN for n = 0.
    public static double sum(double[] rows) {
        double[] v = valid(rows);
        return v.length == 0 ? Double.NaN : NaiveSum.of(v);
    }

    /// The middle value, or the mean of the two in the middle.
    public static double median(double[] rows) {
        double[] sorted = sorted(rows);
        int n = sorted.length;
        if (n == 0) {
            return Double.NaN;
        }
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /// The quantile by linear interpolation (type 7 of Hyndman & Fan 1996), in NumPy's arithmetic.
    ///
    /// @param q 0..1
    public static double quantile(double[] rows, double q) {
        double[] sorted = sorted(rows);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double h = (sorted.length - 1) * q;
        int lower = (int) Math.floor(h);
        double t = h - lower;
        double a = sorted[lower];
        double b = sorted[Math.min(lower + 1, sorted.length - 1)];
        return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
    }

    /// The first valid value.
    public static double first(double[] rows) {
        double[] v = valid(rows);
        return v.length == 0 ? Double.NaN : v[0];
    }

    /// The last valid value.
    public static double last(double[] rows) {
        double[] v = valid(rows);
        return v.length == 0 ? Double.NaN : v[v.length - 1];
    }

    /// The mean of `window` neighbouring valid values: the first, the last, the least or the
    /// greatest of these means. NaN for n < window.
    public static double movingAverage(double[] rows, int window, At at) {
        double[] v = valid(rows);
        if (v.length < window) {
            return Double.NaN;
        }
        double[] means = new double[v.length - window + 1];
        for (int i = 0; i < means.length; i++) {
            means[i] = NaiveSum.of(Arrays.copyOfRange(v, i, i + window)) / window;
        }
        return switch (at) {
            case FIRST -> means[0];
            case LAST -> means[means.length - 1];
            case MIN -> NaiveReference.min(means);
            case MAX -> NaiveReference.max(means);
        };
    }

    /// Sum of `d[t] * d[t + lag]` over the sum of d * d; in the unbiased form each sum is divided
    /// by how many products it adds. NaN for n <= lag and for a constant series.
    public static double autocorrelation(double[] rows, int lag, boolean unbiased) {
        double[] v = valid(rows);
        int n = v.length;
        if (n <= lag || isConstant(v)) {
            return Double.NaN;
        }
        double[] d = less(v, NaiveSum.of(v) / n);
        double lagged =
                NaiveSum.of(
                        products(Arrays.copyOfRange(d, 0, n - lag), Arrays.copyOfRange(d, lag, n)));
        double squares = NaiveSum.of(products(d, d));
        if (squares == 0) {
            return Double.NaN;
        }
        return unbiased ? (lagged / (n - lag)) / (squares / n) : lagged / squares;
    }

    /// The mean of `|v[i + 1] - v[i]|`; NaN for n < 2.
    public static double meanAbsChange(double[] rows) {
        double[] v = valid(rows);
        if (v.length < 2) {
            return Double.NaN;
        }
        double[] changes = new double[v.length - 1];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = Math.abs(v[i + 1] - v[i]);
        }
        return NaiveSum.of(changes) / changes.length;
    }

    /// (last - first) / (n - 1); NaN for n < 2.
    public static double meanChange(double[] rows) {
        int n = valid(rows).length;
        return n < 2 ? Double.NaN : (last(rows) - first(rows)) / (n - 1);
    }

    /// (last - first) / (x of last - x of first), x the order column, or positions of the valid
    /// values when there is none; NaN for n < 2 and for equal x.
    ///
    /// @param order the order column of the rows, empty without one
    public static double rateOfChange(double[] rows, double[] order) {
        int n = valid(rows).length;
        double[] x = order.length == 0 ? positions(n) : whereValid(rows, order);
        if (n < 2 || x[n - 1] == x[0]) {
            return Double.NaN;
        }
        return (last(rows) - first(rows)) / (x[n - 1] - x[0]);
    }

    /// The length of the longest run of neighbouring valid values strictly above a limit.
    public static double longestRun(double[] rows, double above) {
        int longest = 0;
        int run = 0;
        for (double value : valid(rows)) {
            run = value > above ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /// Adjusted Fisher-Pearson skewness G1; NaN for n < 3, 0.0 for a constant series.
    public static double skewness(double[] rows) {
        double[] v = valid(rows);
        double n = v.length;
        if (n < 3) {
            return Double.NaN;
        }
        if (isConstant(v)) {
            return 0.0;
        }
        double[] d = less(v, NaiveSum.of(v) / n);
        double[] squares = products(d, d);
        double m2 = NaiveSum.of(squares) / n;
        double m3 = NaiveSum.of(products(squares, d)) / n;
        return m3 / (m2 * Math.sqrt(m2)) * Math.sqrt(n * (n - 1)) / (n - 2);
    }

    /// Excess kurtosis G2; NaN for n < 4, 0.0 for a constant series.
    public static double kurtosis(double[] rows) {
        double[] v = valid(rows);
        double n = v.length;
        if (n < 4) {
            return Double.NaN;
        }
        if (isConstant(v)) {
            return 0.0;
        }
        double[] d = less(v, NaiveSum.of(v) / n);
        double[] squares = products(d, d);
        double m2 = NaiveSum.of(squares) / n;
        double m4 = NaiveSum.of(products(squares, squares)) / n;
        double g = m4 / (m2 * m2) - 3;
        return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g + 6);
    }

    private static double[] sorted(double[] rows) {
        double[] sorted = valid(rows);
        Arrays.sort(sorted);
        return sorted;
    }
}
