package dev.venturi.pipeline.stage;

import java.util.List;

/// The first rows of an order, of the table or of each group; of rows that tie, those that come
/// first in the input.
///
/// @param count rows of the table, or of each group
/// @param by columns, each with its direction: `price desc nulls first`
/// @param per columns that make a group; none: the table is one
public record TopStep(String input, int count, List<String> by, List<String> per) implements Step {
    public TopStep {
        by = List.copyOf(by);
        per = List.copyOf(per);
    }

    /// The same by some columns.
    public TopStep by(String... columns) {
        return new TopStep(input, count, List.of(columns), per);
    }

    /// The same for each group.
    public TopStep per(String... columns) {
        return new TopStep(input, count, by, List.of(columns));
    }

    @Override
    public String type() {
        return "top";
    }

    @Override
    public List<String> inputs() {
        return List.of(input);
    }
}
