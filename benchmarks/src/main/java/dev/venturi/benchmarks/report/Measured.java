package dev.venturi.benchmarks.report;

import java.util.Arrays;

/// What several runs of the same thing took.
///
/// @param wallSeconds of each run
/// @param cpuSeconds of each run, all threads of the process
/// @param peakBytes resident memory of each run's process; empty when it was not a process of its
///   own
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Measured(double[] wallSeconds, double[] cpuSeconds, double[] peakBytes) {
    /// Median wall time.
    public double wall() {
        return median(wallSeconds);
    }

    /// Shortest wall time.
    public double fastest() {
        return Arrays.stream(wallSeconds).min().orElse(Double.NaN);
    }

    /// Median processor time.
    public double cpu() {
        return median(cpuSeconds);
    }

    /// Median of the peaks of resident memory; NaN when it was not measured.
    public double peak() {
        return median(peakBytes);
    }

    /// Runs.
    public int runs() {
        return wallSeconds.length;
    }

    static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
