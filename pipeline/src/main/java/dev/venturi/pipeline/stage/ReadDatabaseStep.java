package dev.venturi.pipeline.stage;

import java.util.List;

/// Reads the rows of a query from a database.
///
/// @param database where from
/// @param query in the database's SQL
public record ReadDatabaseStep(DatabaseLink database, String query) implements Step {
    @Override
    public String type() {
        return "read";
    }

    @Override
    public List<String> inputs() {
        return List.of();
    }
}
