package dev.venturi.feature;

/// The last step of each feature: from the sums of a series to its value.
final class Formulas {
    private Formulas() {}

    /// The float64 value of a feature of the engine.
    ///
    /// @param slot where its parameterised sum stands
    /// @param sorted the valid values in ascending order, for the features that need them
    static double value(
            BuiltIn feature,
            Parameters p,
            int slot,
            ProgramPlan plan,
            SeriesSums s,
            double[] sorted) {
        long n = s.count;
        return switch (feature) {
            case COUNT -> n;
            case MISSING_PCT -> missingShare(plan.preset, s);
            case SUM -> n == 0 ? Double.NaN : s.sum;
            case MEAN -> n == 0 && plan.preset != Preset.CASE_V3 ? Double.NaN : s.presetMean;
            case STD -> Math.sqrt(s.variance(p.whole("ddof")));
            case VARIANCE -> s.variance(p.whole("ddof"));
            case MIN -> n == 0 ? Double.NaN : s.min;
            case MAX -> n == 0 ? Double.NaN : s.max;
            case RANGE -> n == 0 ? Double.NaN : s.max - s.min;
            case TREND -> trend(plan, s);
            case N_ANOMALIES -> s.outliers[slot];
            case MEDIAN -> median(sorted, (int) n);
            case QUANTILE -> quantile(sorted, (int) n, p.number("q"));
            case FIRST -> s.first;
            case LAST -> s.last;
            case MOVING_AVERAGE -> movingAverage(p, slot, n, s);
            case AUTOCORRELATION -> autocorrelation(p, slot, s);
            case MEAN_ABS_CHANGE -> n < 2 ? Double.NaN : s.changes / (n - 1);
            case MEAN_CHANGE -> n < 2 ? Double.NaN : (s.last - s.first) / (n - 1);
            case RATE_OF_CHANGE -> rateOfChange(plan, s);
            case LONGEST_RUN -> s.longestRuns[slot];
            case SKEWNESS -> skewness(s);
            case KURTOSIS -> kurtosis(s);
        };
    }

    private static double missingShare(Preset preset, SeriesSums s) {
        return preset == Preset.CASE_V3
                ? 1.0 - (double) s.count / s.rows
                : (double) (s.rows - s.count) / s.rows;
    }

    private static double trend(ProgramPlan plan, SeriesSums s) {
        long n = s.count;
        return switch (plan.preset) {
            case STANDARD -> {
                boolean flat = plan.axisTrend && !s.axisVaries;
                yield n < 2 || flat ? Double.NaN : s.min == s.max ? 0.0 : s.cross / s.spread;
            }
            case CASE_V1 -> n == 0 ? Double.NaN : n == 1 ? 0.0 : s.cross / s.spread;
            case CASE_V2 -> n < 2 ? 0.0 : s.cross / s.spread;
            case CASE_V3 -> s.zeroFilled.cross / s.zeroFilled.spread; // one row: 0 / 0
        };
    }

    private static double median(double[] sorted, int n) {
        if (n == 0) {
            return Double.NaN;
        }
        int middle = n / 2;
        return n % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// Hyndman & Fan 1996, type 7, interpolated as NumPy 1.24 does.
    private static double quantile(double[] sorted, int n, double q) {
        if (n == 0) {
            return Double.NaN;
        }
        double h = (n - 1) * q;
        int low = (int) h;
        double t = h - low;
        double a = sorted[low];
        double b = sorted[Math.min(low + 1, n - 1)];
        if (t == 0 || (a == b && Double.isInfinite(a))) {
            return a + 0.0; // an infinite neighbour of weight 0 must not make a NaN
        }
        return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
    }

    private static double movingAverage(Parameters p, int slot, long n, SeriesSums s) {
        if (n < p.whole("window")) {
            return Double.NaN;
        }
        return switch (p.word("at")) {
            case "first" -> s.firstMeans[slot];
            case "last" -> s.lastMeans[slot];
            case "min" -> s.leastMeans[slot];
            default -> s.greatestMeans[slot];
        };
    }

    private static double autocorrelation(Parameters p, int slot, SeriesSums s) {
        long n = s.count;
        int lag = p.whole("lag");
        if (n <= lag || s.min == s.max || s.squares == 0) {
            return Double.NaN;
        }
        double products = s.products[slot];
        return p.word("form").equals("biased")
                ? products / s.squares
                : (products / (n - lag)) / (s.squares / n);
    }

    private static double rateOfChange(ProgramPlan plan, SeriesSums s) {
        double run = plan.axis ? s.lastAxis - s.firstAxis : s.count - 1;
        return s.count < 2 || run == 0 ? Double.NaN : (s.last - s.first) / run;
    }

    private static double skewness(SeriesSums s) {
        double n = s.count;
        if (n < 3) {
            return Double.NaN;
        }
        if (s.min == s.max) {
            return 0.0;
        }
        double m2 = s.squares / n;
        double g = s.cubes / n / (m2 * Math.sqrt(m2));
        return g * Math.sqrt(n * (n - 1)) / (n - 2);
    }

    private static double kurtosis(SeriesSums s) {
        double n = s.count;
        if (n < 4) {
            return Double.NaN;
        }
        if (s.min == s.max) {
            return 0.0;
        }
        double m2 = s.squares / n;
        double g = s.fourths / n / (m2 * m2) - 3;
        return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g + 6);
    }
}
