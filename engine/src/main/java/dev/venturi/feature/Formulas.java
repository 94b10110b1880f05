package dev.venturi.feature;

/// From the sums of a series to the value of a feature, where that takes more than one line.
final class Formulas {
    private Formulas() {}

    static double mean(Preset preset, SeriesSums s) {
        return s.count == 0 && preset != Preset.CASE_V3 ? Double.NaN : s.presetMean;
    }

    static double missingShare(Preset preset, SeriesSums s) {
        return preset == Preset.CASE_V3
                ? 1.0 - (double) s.count / s.rows
                : (double) (s.rows - s.count) / s.rows;
    }

    static double trend(ProgramPlan plan, SeriesSums s) {
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

    static double median(double[] sorted, int n) {
        if (n == 0) {
            return Double.NaN;
        }
        int middle = n / 2;
        return n % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// Hyndman & Fan 1996, type 7, interpolated as NumPy 1.24 does.
    static double quantile(double[] sorted, int n, double q) {
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

    static double movingAverage(Parameters p, int slot, SeriesSums s) {
        if (s.count < p.whole("window")) {
            return Double.NaN;
        }
        return switch (p.word("at")) {
            case "first" -> s.windows.firstMeans[slot];
            case "last" -> s.windows.lastMeans[slot];
            case "min" -> s.windows.leastMeans[slot];
            default -> s.windows.greatestMeans[slot];
        };
    }

    static double autocorrelation(Parameters p, int slot, SeriesSums s) {
        long n = s.count;
        int lag = p.whole("lag");
        if (n <= lag || s.min == s.max || s.squares == 0) {
            return Double.NaN;
        }
        double products = s.windows.products[slot];
        return p.word("form").equals("biased")
                ? products / s.squares
                : (products / (n - lag)) / (s.squares / n);
    }

    static double rateOfChange(ProgramPlan plan, SeriesSums s) {
        double run = plan.axis ? s.lastAxis - s.firstAxis : s.count - 1;
        return s.count < 2 || run == 0 ? Double.NaN : (s.last - s.first) / run;
    }

    static double skewness(SeriesSums s) {
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

    static double kurtosis(SeriesSums s) {
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
