package dev.venturi.feature;

import dev.venturi.kernel.Kernels;
import java.util.Arrays;

/// The sums of one series, collected block by block of [Kernels#BLOCK] valid values, in up to three
/// passes over the same values: [#gather], then [#deviate] with the mean known, then [#beyond] with
/// the deviation known.
///
/// Each block is the contract's unit of addition, and its sums are added left to right, so whoever
/// cuts a series into the same blocks gets the same bits.
final class SeriesSums {
    private final ProgramPlan plan;
    private final Kernels kernels;
    private final double[] three = new double[3];

    /// Rows, and valid values among them.
    long rows;

    long count;
    double min;
    double max;

    double first;
    double last;
    double firstAxis;
    double lastAxis;

    double sum;

    /// sum / count.
    double mean;

    /// The preset's mean, and its deviation by default divisor.
    double presetMean;

    double presetStd;

    double squares;

    /// sum(c*d) and sum(c*c) of the trend.
    double cross;

    double spread;

    boolean axisVaries;
    double cubes;
    double fourths;
    double changes;
    double welford;
    final ZeroFilledSums zeroFilled;

    final long[] longestRuns;
    final double[] products;
    final long[] outliers;
    final double[] firstMeans;
    final double[] lastMeans;
    final double[] leastMeans;
    final double[] greatestMeans;

    private final long[] openRuns;
    private final PositionSquares positionSquares;
    private double axisSum;
    private double kahanSum;
    private double kahanLost;
    private double welfordMean;
    private long seen;

    SeriesSums(ProgramPlan plan, Kernels kernels) {
        this.plan = plan;
        this.kernels = kernels;
        positionSquares = new PositionSquares(kernels);
        zeroFilled = new ZeroFilledSums(plan.rankTrend, kernels);
        longestRuns = new long[plan.runThresholds.length];
        openRuns = new long[plan.runThresholds.length];
        products = new double[plan.lags.length];
        outliers = new long[plan.sigmas.length];
        firstMeans = new double[plan.firstWindows.length];
        lastMeans = new double[plan.lastWindows.length];
        leastMeans = new double[plan.allWindows.length];
        greatestMeans = new double[plan.allWindows.length];
    }

    /// Before the first pass over a series.
    void begin() {
        rows = 0;
        count = 0;
        seen = 0;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
        first = last = firstAxis = lastAxis = Double.NaN;
        sum = mean = presetMean = presetStd = 0.0;
        squares = cross = spread = cubes = fourths = changes = 0.0;
        axisSum = kahanSum = kahanLost = welfordMean = welford = 0.0;
        axisVaries = false;
        zeroFilled.begin();
        Arrays.fill(longestRuns, 0);
        Arrays.fill(openRuns, 0);
        Arrays.fill(products, 0.0);
        Arrays.fill(outliers, 0);
        Arrays.fill(firstMeans, Double.NaN);
        Arrays.fill(lastMeans, Double.NaN);
        Arrays.fill(leastMeans, Double.POSITIVE_INFINITY);
        Arrays.fill(greatestMeans, Double.NEGATIVE_INFINITY);
    }

    /// First pass over one block; the counts and extremes are kept by whoever squeezes out the
    /// missing values.
    ///
    /// @param axis in step with `v`; not read when the plan has no axis
    /// @param n values of the block, all but the last block have [Kernels#BLOCK]
    /// @param ahead values that stand behind the block, at least the plan's look-ahead unless the
    ///   series ends before
    void gather(double[] v, double[] axis, int from, int n, int ahead) {
        if (seen == 0) {
            first = v[from];
            if (plan.axis) {
                firstAxis = axis[from];
            }
            for (int w = 0; w < firstMeans.length; w++) {
                int window = plan.firstWindows[w];
                if (window <= n + ahead) {
                    firstMeans[w] = kernels.sum(v, from, window) / window;
                }
            }
        }
        last = v[from + n - 1];
        if (plan.sum) {
            sum += kernels.sum(v, from, n);
        }
        if (plan.axis) {
            lastAxis = axis[from + n - 1];
            if (plan.axisTrend) {
                axisSum += kernels.sum(axis, from, n);
                axisVaries = axisVaries || differs(axis, from, n, firstAxis);
            }
        }
        if (plan.changes) {
            changes += kernels.absoluteChanges(v, from, Math.min(n, n + ahead - 1));
        }
        if (plan.kahan) {
            addKahan(v, from, n);
        }
        if (plan.welford) {
            addWelford(v, from, n);
        }
        for (int r = 0; r < longestRuns.length; r++) {
            addRuns(r, v, from, n);
        }
        for (int w = 0; w < leastMeans.length; w++) {
            int window = plan.allWindows[w];
            for (int i = from; i < from + Math.min(n, n + ahead - window + 1); i++) {
                double windowMean = kernels.sum(v, i, window) / window;
                leastMeans[w] = Math.min(leastMeans[w], windowMean);
                greatestMeans[w] = Math.max(greatestMeans[w], windowMean);
            }
        }
        seen += n;
    }

    /// Takes the last windows of the series, at the end of the first pass.
    ///
    /// @param end behind the last value; the values before it, as far as the look-ahead, stand in
    ///   `v`
    void gatherLast(double[] v, int end) {
        for (int w = 0; w < lastMeans.length; w++) {
            int window = plan.lastWindows[w];
            if (window <= count) {
                lastMeans[w] = kernels.sum(v, end - window, window) / window;
            }
        }
    }

    /// After the first pass: settles the means.
    void gathered() {
        seen = 0;
        mean = sum / count;
        presetMean =
                switch (plan.preset) {
                    case STANDARD, CASE_V1 -> mean;
                    case CASE_V2 -> kahanSum / count;
                    case CASE_V3 -> zeroFilled.settleMean(count);
                };
        if (plan.positionTrend && count > 1) {
            spread = positionSquares.of(count);
        }
    }

    /// Second pass over one block.
    void deviate(double[] v, double[] axis, int from, int n, int ahead) {
        if (plan.axisTrend) {
            kernels.squaresAndAxis(v, axis, from, n, mean, axisSum / count, three);
            squares += three[0];
            cross += three[1];
            spread += three[2];
        } else if (plan.positionTrend) {
            kernels.squaresAndTrend(v, from, n, mean, seen - (count - 1) / 2.0, three);
            squares += three[0];
            cross += three[1];
        } else if (plan.squares) {
            squares += kernels.squares(v, from, n, mean);
        }
        if (plan.powers) {
            kernels.higherPowers(v, from, n, mean, three);
            cubes += three[0];
            fourths += three[1];
        }
        for (int k = 0; k < products.length; k++) {
            int lag = plan.lags[k];
            int pairs = Math.min(n, n + ahead - lag);
            if (pairs > 0) {
                products[k] += kernels.laggedProducts(v, from, pairs, lag, mean);
            }
        }
        seen += n;
    }

    /// After the second pass, or after the first when none is needed: settles the preset's
    /// deviation.
    void deviated() {
        if (plan.zeroFilled) {
            zeroFilled.deviated();
        }
        if (plan.sigmas.length > 0) {
            presetStd = Math.sqrt(variance(plan.preset.defaultDdof()));
        }
    }

    /// The preset's variance with a divisor of its choice; needs the squares, or Welford's.
    double variance(int ddof) {
        if (plan.preset == Preset.CASE_V3) {
            return zeroFilled.squares / Math.max(count - ddof, 1);
        }
        if (count <= ddof) {
            return Double.NaN;
        }
        return switch (plan.preset) {
            case STANDARD -> min == max ? 0.0 : squares / (count - ddof);
            case CASE_V1 -> squares / (count - ddof);
            default -> welford / (count - ddof);
        };
    }

    /// Third pass over one block.
    void beyond(double[] v, int from, int n) {
        boolean guarded = plan.preset == Preset.STANDARD || plan.preset == Preset.CASE_V1;
        if (guarded && !(presetStd > 0)) {
            return;
        }
        for (int s = 0; s < outliers.length; s++) {
            outliers[s] += kernels.countBeyond(v, from, n, presetMean, plan.sigmas[s] * presetStd);
        }
    }

    /// Kahan 1965, operation by operation as pandas does.
    private void addKahan(double[] v, int from, int n) {
        double s = kahanSum;
        double lost = kahanLost;
        for (int i = from; i < from + n; i++) {
            double y = v[i] - lost;
            double t = s + y;
            lost = t - s - y;
            s = t;
        }
        kahanSum = s;
        kahanLost = lost;
    }

    /// Welford 1962, operation by operation as pandas does.
    private void addWelford(double[] v, int from, int n) {
        double m = welfordMean;
        double m2 = welford;
        double k = seen;
        for (int i = from; i < from + n; i++) {
            k += 1.0;
            double before = m;
            m += (v[i] - before) / k;
            m2 += (v[i] - m) * (v[i] - before);
        }
        welfordMean = m;
        welford = m2;
    }

    private void addRuns(int slot, double[] v, int from, int n) {
        double threshold = plan.runThresholds[slot];
        long open = openRuns[slot];
        long longest = longestRuns[slot];
        for (int i = from; i < from + n; i++) {
            open = v[i] > threshold ? open + 1 : 0;
            longest = Math.max(longest, open);
        }
        openRuns[slot] = open;
        longestRuns[slot] = longest;
    }

    private static boolean differs(double[] axis, int from, int n, double value) {
        if (axis[from + n - 1] != value) {
            return true;
        }
        for (int i = from; i < from + n; i++) {
            if (axis[i] != value) {
                return true;
            }
        }
        return false;
    }
}
