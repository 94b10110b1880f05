package dev.venturi.pipeline.stage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One row for each group of rows, or for the whole table.
///
/// @param by columns that make a group; none: the table is one
/// @param compute names of the new columns and what they hold: `sum(price)`
/// @param reproducible the same bits of sums for any cut of the table
public record AggregateStep(
        String input, List<String> by, Map<String, String> compute, boolean reproducible)
        implements Step {
    public AggregateStep {
        by = List.copyOf(by);
        compute = Collections.unmodifiableMap(new LinkedHashMap<>(compute));
    }

    /// The same by some columns.
    public AggregateStep by(String... columns) {
        return new AggregateStep(input, List.of(columns), compute, reproducible);
    }

    /// The same with one more column.
    ///
    /// @param what `rows`, `sum(price)`, `quantile(price, 0.9)`, `approximate-distinct(user)`
    public AggregateStep compute(String name, String what) {
        Map<String, String> more = new LinkedHashMap<>(compute);
        more.put(name, what);
        return new AggregateStep(input, by, more, reproducible);
    }

    /// The same with how many different values a column has, about.
    ///
    /// @param error that the number may have with a probability of 95 %, as a share of it: 0.02
    public AggregateStep approximateDistinct(String name, String column, double error) {
        return compute(name, "%s(%s, error=%s)".formatted(AggregateWords.DISTINCT, column, error));
    }

    /// The same with a quantile of a column, about.
    ///
    /// @param q the share of values that do not exceed it, 0 to 1
    /// @param error that its rank may have with a probability of 99 %, as a share of the values:
    ///   0.02
    public AggregateStep approximateQuantile(String name, String column, double q, double error) {
        return compute(
                name, "%s(%s, %s, error=%s)".formatted(AggregateWords.QUANTILE, column, q, error));
    }

    @Override
    public String type() {
        return "aggregate";
    }

    @Override
    public List<String> inputs() {
        return List.of(input);
    }
}
