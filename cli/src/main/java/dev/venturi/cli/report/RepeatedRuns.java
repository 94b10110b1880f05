package dev.venturi.cli.report;

import java.util.Arrays;
import java.util.List;

/// The same command several times.
///
/// @param runs in the order in which they ran
/// @param reported which of them the profile is of, from 0 on: the one of median wall time
public record RepeatedRuns(List<Run> runs, int reported) {
    /// One run.
    ///
    /// @param wallSeconds from start to end
    /// @param cpuSeconds of the process and its children; NaN when not known
    /// @param peakBytes largest resident size; 0 when not known
    /// @param allocatedBytes as far as it was recorded, estimated from samples; NaN when not known
    /// @param exitCode of the command
    public record Run(
            double wallSeconds,
            double cpuSeconds,
            long peakBytes,
            double allocatedBytes,
            int exitCode) {}

    /// The middle and the ends of a figure over all runs.
    ///
    /// @param low smallest
    /// @param median of an even number the mean of the middle two
    /// @param high largest
    public record Spread(double low, double median, double high) {}

    /// Copies the list.
    public RepeatedRuns {
        runs = List.copyOf(runs);
    }

    /// Wall time in seconds.
    public Spread wall() {
        return spread(runs.stream().mapToDouble(Run::wallSeconds).toArray());
    }

    /// CPU time in seconds.
    public Spread cpu() {
        return spread(runs.stream().mapToDouble(Run::cpuSeconds).toArray());
    }

    /// Largest resident size in bytes.
    public Spread peak() {
        return spread(runs.stream().mapToDouble(Run::peakBytes).toArray());
    }

    /// Bytes allocated.
    public Spread allocated() {
        return spread(runs.stream().mapToDouble(Run::allocatedBytes).toArray());
    }

    private static Spread spread(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        return new Spread(sorted[0], median, sorted[n - 1]);
    }
}
