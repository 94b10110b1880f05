package dev.venturi.cli.demo;

/// Sums in the one order of addition that the features promise, `pairwise/8192`: the order of NumPy
/// 1.24 for float64.
final class NaiveSum {
    private NaiveSum() {}

    /// The sum of all values: blocks of 8,192, their sums added from left to right to +0.0.
    static double of(double[] values) {
        double sum = 0.0;
        for (int from = 0; from < values.length; from += 8192) {
            sum += pairwise(values, from, Math.min(8192, values.length - from));
        }
        return sum;
    }

    private static double pairwise(double[] values, int from, int n) {
        if (n < 8) {
            return leftToRight(0.0, values, from, n);
        }
        if (n > 128) {
            int half = n / 2 / 8 * 8;
            return pairwise(values, from, half) + pairwise(values, from + half, n - half);
        }
        double[] lane = new double[8];
        int whole = n / 8 * 8;
        for (int k = 0; k < 8; k++) {
            lane[k] = values[from + k];
            for (int i = 8 + k; i < whole; i += 8) {
                lane[k] += values[from + i];
            }
        }
        double sum =
                ((lane[0] + lane[1]) + (lane[2] + lane[3]))
                        + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
        return leftToRight(sum, values, from + whole, n - whole);
    }

    private static double leftToRight(double start, double[] values, int from, int n) {
        double sum = start;
        for (int i = from; i < from + n; i++) {
            sum += values[i];
        }
        return sum;
    }
}
