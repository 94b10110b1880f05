package dev.venturi.pipeline.stage;

import java.util.List;

/// The first row of each combination of values.
///
/// @param by columns that make the combination; none: all
public record DistinctStep(String input, List<String> by) implements Step {
    public DistinctStep {
        by = List.copyOf(by);
    }

    /// The same by some columns.
    public DistinctStep by(String... columns) {
        return new DistinctStep(input, List.of(columns));
    }

    @Override
    public String type() {
        return "distinct";
    }

    @Override
    public List<String> inputs() {
        return List.of(input);
    }
}
