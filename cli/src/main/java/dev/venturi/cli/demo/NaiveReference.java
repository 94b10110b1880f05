package dev.venturi.cli.demo;

import java.util.Arrays;
import java.util.List;

/// The features that differ between presets, from their definitions.
///
/// `rows` are all rows of one entity in order, NaN where the value is missing; n is the number of
/// valid values, D the number of rows. `order` holds the order column of the same rows (days for
/// times), or nothing when there is none. Arguments are left as they are; every call computes
/// everything again.
public final class NaiveReference {
    private static final List<String> EIGHT =
            List.of("mean", "std", "min", "max", "range", "trend", "n_anomalies", "missing_pct");
    private static final List<String> NINE =
            List.of(
                    "count",
                    "missing_pct",
                    "mean",
                    "std",
                    "min",
                    "max",
                    "range",
                    "trend",
                    "n_anomalies");

    private NaiveReference() {}

    /// The features of a preset when none are asked for: nine of `STANDARD`, eight of the others.
    public static List<String> defaultNames(NaivePreset preset) {
        return preset == NaivePreset.STANDARD ? NINE : EIGHT;
    }

    /// The features of [#defaultNames(NaivePreset)] in that order; counts are whole.
    public static double[] defaultFeatures(double[] rows, double[] order, NaivePreset preset) {
        double[] eight = eightFeatures(rows, order, preset);
        if (preset != NaivePreset.STANDARD) {
            return eight;
        }
        double[] nine = new double[9];
        nine[0] = valid(rows).length;
        nine[1] = eight[7];
        System.arraycopy(eight, 0, nine, 2, 7);
        return nine;
    }

    /// mean, std, min, max, range, trend, n_anomalies, missing_pct, in this order.
    public static double[] eightFeatures(double[] rows, double[] order, NaivePreset preset) {
        double min = min(rows);
        double max = max(rows);
        return new double[] {
            mean(rows, preset),
            std(rows, preset.ddof(), preset),
            min,
            max,
            max - min,
            trend(rows, order, preset),
            anomalies(rows, 2, preset),
            missingPct(rows, preset)
        };
    }

    /// The values that are not missing, in order.
    static double[] valid(double[] rows) {
        return Arrays.stream(rows).filter(value -> !Double.isNaN(value)).toArray();
    }

    /// The least valid value, -0.0 below +0.0; NaN without one.
    public static double min(double[] rows) {
        return Arrays.stream(valid(rows)).min().orElse(Double.NaN);
    }

    /// The greatest valid value, -0.0 below +0.0; NaN without one.
    public static double max(double[] rows) {
        return Arrays.stream(valid(rows)).max().orElse(Double.NaN);
    }

    /// sum(v) / n; NaN without values, but 0.0 in `CASE_V3`.
    public static double mean(double[] rows, NaivePreset preset) {
        double[] v = valid(rows);
        return switch (preset) {
            case STANDARD, CASE_V1 -> NaiveSum.of(v) / v.length;
            case CASE_V2 -> kahanSum(v) / v.length;
            case CASE_V3 -> NaiveSum.of(zeroWhereMissing(rows)) / Math.max(v.length, 1);
        };
    }

    /// sum((v - mean)^2) / (n - ddof); NaN for n <= ddof, but 0.0 in `CASE_V3`.
    ///
    /// @param ddof 0 (population) or 1 (sample)
    public static double variance(double[] rows, int ddof, NaivePreset preset) {
        double[] v = valid(rows);
        int n = v.length;
        if (preset == NaivePreset.CASE_V3) {
            double[] deviations = deviationsOfAllRows(rows);
            return NaiveSum.of(products(deviations, deviations)) / Math.max(n - ddof, 1);
        }
        if (n <= ddof) {
            return Double.NaN;
        }
        if (preset == NaivePreset.CASE_V2) {
            return welfordSquares(v) / (n - ddof);
        }
        if (preset == NaivePreset.STANDARD && isConstant(v)) {
            return 0.0;
        }
        double[] deviations = less(v, NaiveSum.of(v) / n);
        return NaiveSum.of(products(deviations, deviations)) / (n - ddof);
    }

    /// The square root of the variance.
    public static double std(double[] rows, int ddof, NaivePreset preset) {
        return Math.sqrt(variance(rows, ddof, preset));
    }

    /// The slope of the least-squares line: sum(c * d) / sum(c * c), c = x - mean(x), d = v -
    /// mean(v).
    ///
    /// x is the order column in `STANDARD` (positions of the valid values without one), positions
    /// of the valid values in `CASE_V1` and `CASE_V2`, the row of 0 .. D-1 in `CASE_V3`, whose
    /// denominator takes in the rows that are missing.
    public static double trend(double[] rows, double[] order, NaivePreset preset) {
        double[] v = valid(rows);
        int n = v.length;
        double[] deviations = less(v, NaiveSum.of(v) / n);
        return switch (preset) {
            case STANDARD -> {
                double[] x = order.length == 0 ? positions(n) : whereValid(rows, order);
                if (n < 2 || isConstant(x)) {
                    yield Double.NaN;
                }
                yield isConstant(v) ? 0.0 : slope(less(x, NaiveSum.of(x) / n), deviations);
            }
            case CASE_V1 ->
                    switch (n) {
                        case 0 -> Double.NaN;
                        case 1 -> 0.0;
                        default -> slope(less(positions(n), (n - 1) / 2.0), deviations);
                    };
            case CASE_V2 -> n < 2 ? 0.0 : slope(less(positions(n), (n - 1) / 2.0), deviations);
            case CASE_V3 ->
                    slope(
                            less(positions(rows.length), (rows.length - 1) / 2.0),
                            deviationsOfAllRows(rows));
        };
    }

    /// How many valid values are more than sigma standard deviations from the mean, strictly.
    ///
    /// A standard deviation of zero has no anomalies in `STANDARD` and `CASE_V1`; in the others
    /// every value that is not the mean counts.
    public static double anomalies(double[] rows, double sigma, NaivePreset preset) {
        double mean = mean(rows, preset);
        double std = std(rows, preset.ddof(), preset);
        boolean guarded = preset == NaivePreset.STANDARD || preset == NaivePreset.CASE_V1;
        if (guarded && !(std > 0)) {
            return 0;
        }
        int anomalies = 0;
        for (double value : valid(rows)) {
            if (Math.abs(value - mean) > sigma * std) {
                anomalies++;
            }
        }
        return anomalies;
    }

    /// The share of rows without a value.
    public static double missingPct(double[] rows, NaivePreset preset) {
        double n = valid(rows).length;
        double all = rows.length;
        return preset == NaivePreset.CASE_V3 ? 1.0 - n / all : (all - n) / all;
    }

    /// The entries of `other` in the rows whose value is not missing.
    static double[] whereValid(double[] rows, double[] other) {
        double[] chosen = new double[valid(rows).length];
        int n = 0;
        for (int i = 0; i < rows.length; i++) {
            if (!Double.isNaN(rows[i])) {
                chosen[n++] = other[i];
            }
        }
        return chosen;
    }

    static double[] positions(int n) {
        double[] positions = new double[n];
        for (int i = 0; i < n; i++) {
            positions[i] = i;
        }
        return positions;
    }

    static double[] less(double[] values, double subtrahend) {
        return Arrays.stream(values).map(value -> value - subtrahend).toArray();
    }

    static double[] products(double[] a, double[] b) {
        double[] products = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            products[i] = a[i] * b[i];
        }
        return products;
    }

    static boolean isConstant(double[] values) {
        return values.length > 0 && min(values) == max(values);
    }

    private static double slope(double[] c, double[] d) {
        return NaiveSum.of(products(c, d)) / NaiveSum.of(products(c, c));
    }

    private static double[] zeroWhereMissing(double[] rows) {
        return Arrays.stream(rows).map(value -> Double.isNaN(value) ? 0.0 : value).toArray();
    }

    /// value - mean of each row, +0.0 where the value is missing: the vectorised pipeline.
    private static double[] deviationsOfAllRows(double[] rows) {
        double mean = mean(rows, NaivePreset.CASE_V3);
        return Arrays.stream(rows).map(value -> Double.isNaN(value) ? 0.0 : value - mean).toArray();
    }

    /// Compensated summation (Kahan 1965), as pandas takes the mean of a group.
    private static double kahanSum(double[] values) {
        double sum = 0.0;
        double compensation = 0.0;
        for (double value : values) {
            double y = value - compensation;
            double t = sum + y;
            compensation = t - sum - y;
            sum = t;
        }
        return sum;
    }

    /// Sum of squared deviations in one pass (Welford 1962), as pandas takes the variance of a
    /// group.
    private static double welfordSquares(double[] values) {
        double mean = 0.0;
        double squares = 0.0;
        for (int i = 0; i < values.length; i++) {
            double before = mean;
            mean += (values[i] - before) / (i + 1);
            squares += (values[i] - mean) * (values[i] - before);
        }
        return squares;
    }
}
