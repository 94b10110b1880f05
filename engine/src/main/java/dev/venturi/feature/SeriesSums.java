package dev.venturi.feature;

import dev.venturi.kernel.Kernels;

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
    final ZeroFilledSums zeroFilled;
    private final PandasSums pandas;

    final WindowSums windows;
    final long[] outliers;

    private final PositionSquares positionSquares;
    private double axisSum;
    private long seen;

    SeriesSums(ProgramPlan plan, Kernels kernels) {
        this.plan = plan;
        this.kernels = kernels;
        positionSquares = new PositionSquares(kernels);
        zeroFilled = new ZeroFilledSums(plan.rankTrend, kernels);
        pandas = new PandasSums(plan.kahan, plan.welford);
        windows = new WindowSums(plan, kernels);
        outliers = new long[plan.sigmas.length];
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
        axisSum = 0.0;
        axisVaries = false;
        for (int k = 0; k < outliers.length; k++) {
            outliers[k] = 0;
        }
        if (plan.zeroFilled) {
            zeroFilled.begin();
        }
        if (plan.pandas) {
            pandas.begin();
        }
        if (plan.windows) {
            windows.begin();
        }
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
            if (plan.windows) {
                windows.gatherFirst(v, from, n + ahead);
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
        if (plan.pandas) {
            pandas.add(v, from, n);
        }
        if (plan.windows) {
            windows.gather(v, from, n, ahead);
        }
        seen += n;
    }

    /// Takes the last windows of the series, at the end of the first pass.
    ///
    /// @param end behind the last value; the values before it, as far as the look-ahead, stand in
    ///   `v`
    void gatherLast(double[] v, int end) {
        if (plan.windows) {
            windows.gatherLast(v, end, count);
        }
    }

    /// After the first pass: settles the means.
    void gathered() {
        seen = 0;
        mean = sum / count;
        presetMean =
                switch (plan.preset) {
                    case STANDARD, CASE_V1 -> mean;
                    case CASE_V2 -> pandas.mean(count);
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
        if (plan.windows) {
            windows.deviate(v, from, n, ahead, mean);
        }
        seen += n;
    }

    /// After the second pass, or after the first when none is needed: settles the preset's
    /// deviation.
    void deviated() {
        if (plan.zeroFilled) {
            zeroFilled.deviated();
        }
        if (plan.deviation) {
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
            default -> pandas.squares / (count - ddof);
        };
    }

    /// The preset's deviation with a divisor of its choice.
    double std(int ddof) {
        return ddof == plan.preset.defaultDdof() ? presetStd : Math.sqrt(variance(ddof));
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
