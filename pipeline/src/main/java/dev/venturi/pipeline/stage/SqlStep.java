package dev.venturi.pipeline.stage;

import java.util.List;

/// A query over the tables of other stages, in the SQL of DuckDB, by an embedded one that sees
/// nothing but them.
///
/// @param query one statement that gives rows; stages are tables of their names
public record SqlStep(String query, List<String> inputs) implements Step {
    public SqlStep {
        inputs = List.copyOf(inputs);
    }

    /// The same over the tables of these stages.
    public SqlStep over(String... stages) {
        return new SqlStep(query, List.of(stages));
    }

    @Override
    public String type() {
        return "sql";
    }
}
