package dev.venturi.feature;

import dev.venturi.kernel.Kernels;
import java.util.Arrays;

/// What is collected of a series value by value or window by window: runs, means of windows, and
/// products of values some distance apart. Called by [SeriesSums], block by block.
final class WindowSums {
    private final ProgramPlan plan;
    private final Kernels kernels;

    /// By the plan's thresholds.
    final long[] longestRuns;

    private final long[] openRuns;

    /// By the plan's lags.
    final double[] products;

    /// By the plan's windows.
    final double[] firstMeans;

    final double[] lastMeans;
    final double[] leastMeans;
    final double[] greatestMeans;

    WindowSums(ProgramPlan plan, Kernels kernels) {
        this.plan = plan;
        this.kernels = kernels;
        longestRuns = new long[plan.runThresholds.length];
        openRuns = new long[plan.runThresholds.length];
        products = new double[plan.lags.length];
        firstMeans = new double[plan.firstWindows.length];
        lastMeans = new double[plan.lastWindows.length];
        leastMeans = new double[plan.allWindows.length];
        greatestMeans = new double[plan.allWindows.length];
    }

    void begin() {
        Arrays.fill(longestRuns, 0);
        Arrays.fill(openRuns, 0);
        Arrays.fill(products, 0.0);
        Arrays.fill(firstMeans, Double.NaN);
        Arrays.fill(lastMeans, Double.NaN);
        Arrays.fill(leastMeans, Double.POSITIVE_INFINITY);
        Arrays.fill(greatestMeans, Double.NEGATIVE_INFINITY);
    }

    /// The first windows of the series.
    ///
    /// @param n values at hand, as many as the longest window unless the series ends before
    void gatherFirst(double[] v, int from, int n) {
        for (int w = 0; w < firstMeans.length; w++) {
            int window = plan.firstWindows[w];
            if (window <= n) {
                firstMeans[w] = mean(v, from, window);
            }
        }
    }

    /// One block of the first pass: runs, and the windows that begin in it.
    void gather(double[] v, int from, int n, int ahead) {
        for (int r = 0; r < longestRuns.length; r++) {
            addRuns(r, v, from, n);
        }
        for (int w = 0; w < leastMeans.length; w++) {
            int window = plan.allWindows[w];
            int end = from + Math.min(n, n + ahead - window + 1);
            double least = leastMeans[w];
            double greatest = greatestMeans[w];
            for (int i = from; i < end; i++) {
                double mean = mean(v, i, window);
                least = Math.min(least, mean);
                greatest = Math.max(greatest, mean);
            }
            leastMeans[w] = least;
            greatestMeans[w] = greatest;
        }
    }

    /// The last windows of the series.
    ///
    /// @param count values of the whole series; the last ones stand before `end`
    void gatherLast(double[] v, int end, long count) {
        for (int w = 0; w < lastMeans.length; w++) {
            int window = plan.lastWindows[w];
            if (window <= count) {
                lastMeans[w] = mean(v, end - window, window);
            }
        }
    }

    /// One block of the second pass: the products that begin in it.
    void deviate(double[] v, int from, int n, int ahead, double mean) {
        for (int k = 0; k < products.length; k++) {
            int lag = plan.lags[k];
            int pairs = Math.min(n, n + ahead - lag);
            if (pairs > 0) {
                products[k] += kernels.laggedProducts(v, from, pairs, lag, mean);
            }
        }
    }

    /// A block's sum may be -0.0; a sum of the contract begins at +0.0.
    private double mean(double[] v, int from, int window) {
        return (0.0 + kernels.sum(v, from, window)) / window;
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
}
