package dev.venturi.feature;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Every feature again, as its definition reads: loops over one array, nothing shared with the
/// engine but the names.
final class PlainFormulas {
    private final double[] rows;
    private final double[] v;
    private final double[] x;
    private final int n;
    private final Preset preset;

    /// @param axis the order column; null when there is none: then `x` are positions
    PlainFormulas(Preset preset, double[] rows, double @Nullable [] axis) {
        this.preset = preset;
        this.rows = rows;
        v = Arrays.stream(rows).filter(value -> !Double.isNaN(value)).toArray();
        n = v.length;
        x = new double[n];
        int i = 0;
        for (int r = 0; r < rows.length; r++) {
            if (!Double.isNaN(rows[r])) {
                x[i] = axis == null ? i : axis[r];
                i++;
            }
        }
    }

    double value(FeatureDefinition feature) {
        Parameters p = feature.parameters();
        return switch (feature.name()) {
            case "count" -> n;
            case "missing_pct" -> (rows.length - n) / (double) rows.length;
            case "sum" -> n == 0 ? Double.NaN : sum(v);
            case "mean" -> n == 0 ? emptyMoment() : mean();
            case "std" -> Math.sqrt(variance(p.whole("ddof")));
            case "variance" -> variance(p.whole("ddof"));
            case "min" -> n == 0 ? Double.NaN : least();
            case "max" -> n == 0 ? Double.NaN : greatest();
            case "range" -> n == 0 ? Double.NaN : greatest() - least();
            case "trend" -> trend();
            case "n_anomalies" -> anomalies(p.number("sigma"));
            case "median" -> quantile(0.5);
            case "quantile" -> quantile(p.number("q"));
            case "first" -> n == 0 ? Double.NaN : v[0];
            case "last" -> n == 0 ? Double.NaN : v[n - 1];
            case "moving_average" -> movingAverage(p.whole("window"), p.word("at"));
            case "autocorrelation" -> autocorrelation(p.whole("lag"), p.word("form"));
            case "mean_abs_change" -> meanAbsChange();
            case "mean_change" -> n < 2 ? Double.NaN : (v[n - 1] - v[0]) / (n - 1);
            case "rate_of_change" ->
                    n < 2 || x[0] == x[n - 1] ? Double.NaN : (v[n - 1] - v[0]) / (x[n - 1] - x[0]);
            case "longest_run" -> longestRun(p.number("above"));
            case "skewness" -> skewness();
            case "kurtosis" -> kurtosis();
            case "crest_factor" -> Math.max(greatest(), -least()) / Math.sqrt(power(2, 0) / n);
            case "count_above" -> {
                boolean closed = p.word("side").equals("closed");
                double limit = p.number("limit");
                yield Arrays.stream(v).filter(a -> a > limit || (closed && a == limit)).count();
            }
            default -> throw new IllegalArgumentException(feature.name());
        };
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private double emptyMoment() {
        return preset == Preset.CASE_V3 ? 0 : Double.NaN;
    }

    private double mean() {
        return sum(v) / n;
    }

    /// sum((v - centre)^exponent).
    private double power(int exponent, double centre) {
        double sum = 0;
        for (double value : v) {
            double power = 1;
            for (int k = 0; k < exponent; k++) {
                power *= value - centre;
            }
            sum += power;
        }
        return sum;
    }

    private double least() {
        return Arrays.stream(v).min().orElse(Double.NaN);
    }

    private double greatest() {
        return Arrays.stream(v).max().orElse(Double.NaN);
    }

    private boolean constant() {
        return n > 0 && least() == greatest();
    }

    private double variance(int ddof) {
        if (preset == Preset.CASE_V3) {
            return n == 0 ? 0 : power(2, mean()) / Math.max(n - ddof, 1);
        }
        if (n <= ddof) {
            return Double.NaN;
        }
        return preset == Preset.STANDARD && constant() ? 0 : power(2, mean()) / (n - ddof);
    }

    private double trend() {
        switch (preset) {
            case STANDARD -> {
                if (n < 2) {
                    return Double.NaN;
                }
            }
            case CASE_V1 -> {
                if (n < 2) {
                    return n == 0 ? Double.NaN : 0;
                }
            }
            case CASE_V2 -> {
                if (n < 2) {
                    return 0;
                }
            }
            case CASE_V3 -> {
                return gridTrend();
            }
        }
        double[] axis = x.clone();
        if (preset != Preset.STANDARD) {
            Arrays.setAll(axis, i -> i);
        }
        if (Arrays.stream(axis).allMatch(a -> a == axis[0])) {
            return Double.NaN;
        }
        if (preset == Preset.STANDARD && constant()) {
            return 0;
        }
        double centre = sum(axis) / n;
        double mean = mean();
        double cross = 0;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            cross += (axis[i] - centre) * (v[i] - mean);
            spread += (axis[i] - centre) * (axis[i] - centre);
        }
        return cross / spread;
    }

    private double gridTrend() {
        double mean = mean();
        double cross = 0;
        double spread = 0;
        for (int r = 0; r < rows.length; r++) {
            double c = r - (rows.length - 1) / 2.0;
            cross += Double.isNaN(rows[r]) ? 0 : c * (rows[r] - mean);
            spread += c * c;
        }
        return cross / spread;
    }

    private double anomalies(double sigma) {
        double std = Math.sqrt(variance(preset == Preset.CASE_V1 ? 0 : 1));
        boolean guarded = preset == Preset.STANDARD || preset == Preset.CASE_V1;
        if (n == 0 || (guarded && !(std > 0))) {
            return 0;
        }
        double mean = mean();
        return Arrays.stream(v).filter(value -> Math.abs(value - mean) > sigma * std).count();
    }

    private double quantile(double q) {
        if (n == 0) {
            return Double.NaN;
        }
        double[] sorted = v.clone();
        Arrays.sort(sorted);
        double h = (n - 1) * q;
        double below = sorted[(int) Math.floor(h)];
        double above = sorted[(int) Math.ceil(h)];
        double weight = h - Math.floor(h);
        return weight == 0 ? below : below * (1 - weight) + above * weight;
    }

    private double movingAverage(int window, String at) {
        if (n < window) {
            return Double.NaN;
        }
        IntToDoubleFunction mean = i -> sum(Arrays.copyOfRange(v, i, i + window)) / window;
        DoubleStream means = IntStream.rangeClosed(0, n - window).mapToDouble(mean);
        return switch (at) {
            case "first" -> mean.applyAsDouble(0);
            case "last" -> mean.applyAsDouble(n - window);
            case "min" -> means.min().orElseThrow();
            default -> means.max().orElseThrow();
        };
    }

    private double autocorrelation(int lag, String form) {
        if (n <= lag || constant()) {
            return Double.NaN;
        }
        double mean = mean();
        double products = 0;
        for (int t = lag; t < n; t++) {
            products += (v[t] - mean) * (v[t - lag] - mean);
        }
        double biased = products / power(2, mean);
        return form.equals("biased") ? biased : biased * n / (n - lag);
    }

    private double meanAbsChange() {
        double sum = 0;
        for (int i = 1; i < n; i++) {
            sum += Math.abs(v[i] - v[i - 1]);
        }
        return n < 2 ? Double.NaN : sum / (n - 1);
    }

    private double longestRun(double above) {
        int longest = 0;
        int open = 0;
        for (double value : v) {
            open = value > above ? open + 1 : 0;
            longest = Math.max(longest, open);
        }
        return longest;
    }

    private double skewness() {
        if (n < 3 || constant()) {
            return n < 3 ? Double.NaN : 0;
        }
        double g = power(3, mean()) / n / Math.pow(power(2, mean()) / n, 1.5);
        return g * Math.sqrt(n * (n - 1.0)) / (n - 2);
    }

    private double kurtosis() {
        if (n < 4 || constant()) {
            return n < 4 ? Double.NaN : 0;
        }
        double g = power(4, mean()) / n / Math.pow(power(2, mean()) / n, 2) - 3;
        return (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1) * g + 6);
    }
}
