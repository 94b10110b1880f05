package dev.venturi.pipeline.stage;

import java.util.List;

/// Puts the rows in order, stable, by way of disk where they do not fit into memory.
///
/// @param by columns, each with its direction: `price desc nulls first`
public record SortStep(String input, List<String> by) implements Step {
    public SortStep {
        by = List.copyOf(by);
    }

    /// The same by some columns.
    public SortStep by(String... columns) {
        return new SortStep(input, List.of(columns));
    }

    @Override
    public String type() {
        return "sort";
    }

    @Override
    public List<String> inputs() {
        return List.of(input);
    }
}
