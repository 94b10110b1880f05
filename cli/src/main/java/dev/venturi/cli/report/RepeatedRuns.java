package dev.venturi.cli.report;

import dev.venturi.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

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

    /// A line for the terminal: `5 runs: wall 1.23 s (1.20 s to 1.31 s), ...`.
    public String text() {
        StringBuilder line = new StringBuilder(Quantity.count(runs.size(), "run", "runs"));
        line.append(", median and range: wall ").append(seconds(wall()));
        add(line, "CPU", cpu(), RepeatedRuns::seconds);
        add(line, "peak memory", peak(), RepeatedRuns::bytes);
        add(line, "allocated", allocated(), RepeatedRuns::bytes);
        return line.toString();
    }

    private static void add(
            StringBuilder line, String name, Spread spread, Function<Spread, String> shown) {
        if (spread.median > 0) { // neither zero nor NaN
            line.append("; ").append(name).append(' ').append(shown.apply(spread));
        }
    }

    private static String seconds(Spread spread) {
        return "%s (%s to %s)"
                .formatted(
                        Quantity.seconds(spread.median),
                        Quantity.seconds(spread.low),
                        Quantity.seconds(spread.high));
    }

    private static String bytes(Spread spread) {
        return "%s (%s to %s)"
                .formatted(
                        Quantity.bytes(Math.round(spread.median)),
                        Quantity.bytes(Math.round(spread.low)),
                        Quantity.bytes(Math.round(spread.high)));
    }

    /// For programs: `count`, `reported`, then for each figure `median`, `low`, `high`, `all`.
    public JsonValue json() {
        return JsonValue.object()
                .with("count", runs.size())
                .with("reported", reported)
                .with("wallSeconds", json(wall(), Run::wallSeconds))
                .with("cpuSeconds", json(cpu(), Run::cpuSeconds))
                .with("peakBytes", json(peak(), Run::peakBytes))
                .with("allocatedBytes", json(allocated(), Run::allocatedBytes))
                .build();
    }

    private JsonValue json(Spread spread, ToDoubleFunction<Run> figure) {
        return JsonValue.object()
                .with("median", JsonValue.of(spread.median))
                .with("low", JsonValue.of(spread.low))
                .with("high", JsonValue.of(spread.high))
                .with(
                        "all",
                        new JsonValue.JsonArray(
                                runs.stream()
                                        .map(run -> JsonValue.of(figure.applyAsDouble(run)))
                                        .toList()))
                .build();
    }

    private static Spread spread(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        return new Spread(sorted[0], median, sorted[n - 1]);
    }
}
