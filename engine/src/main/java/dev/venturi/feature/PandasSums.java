package dev.venturi.feature;

/// Mean and deviation as pandas' groupby computes them, value by value, which preset `case-v2`
/// defines: the sum after Kahan 1965, the squares after Welford 1962, operation by operation.
final class PandasSums {
    private final boolean kahan;
    private final boolean welford;

    private double sum;
    private double lost;
    private double seen;
    private double runningMean;

    /// Welford's sum of squared deviations.
    double squares;

    /// @param kahan whether the sum is needed
    /// @param welford whether the squares are needed
    PandasSums(boolean kahan, boolean welford) {
        this.kahan = kahan;
        this.welford = welford;
    }

    void begin() {
        sum = lost = seen = runningMean = squares = 0.0;
    }

    /// The next valid values.
    void add(double[] v, int from, int n) {
        if (kahan && welford) {
            addBoth(v, from, n);
        } else if (kahan) {
            addKahan(v, from, n);
        } else if (welford) {
            addWelford(v, from, n);
        }
    }

    /// Kahan's sum by the number of values.
    double mean(long count) {
        return sum / count;
    }

    /// Both in one loop: each waits for its own last addition or division, and one fills the time
    /// the other waits.
    private void addBoth(double[] v, int from, int n) {
        double s = sum;
        double c = lost;
        double k = seen;
        double m = runningMean;
        double m2 = squares;
        for (int i = from; i < from + n; i++) {
            double value = v[i];
            double y = value - c;
            double t = s + y;
            c = t - s - y;
            s = t;
            k += 1.0;
            double before = m;
            m += (value - before) / k;
            m2 += (value - m) * (value - before);
        }
        sum = s;
        lost = c;
        seen = k;
        runningMean = m;
        squares = m2;
    }

    private void addKahan(double[] v, int from, int n) {
        double s = sum;
        double c = lost;
        for (int i = from; i < from + n; i++) {
            double y = v[i] - c;
            double t = s + y;
            c = t - s - y;
            s = t;
        }
        sum = s;
        lost = c;
    }

    private void addWelford(double[] v, int from, int n) {
        double k = seen;
        double m = runningMean;
        double m2 = squares;
        for (int i = from; i < from + n; i++) {
            k += 1.0;
            double before = m;
            m += (v[i] - before) / k;
            m2 += (v[i] - m) * (v[i] - before);
        }
        seen = k;
        runningMean = m;
        squares = m2;
    }
}
