package dev.venturi.pipeline.stage;

import java.util.List;

/// Reads a table of a database, or the rows of a query.
///
/// @param database where from
/// @param table `table` or `schema.table`; empty when a query is given
/// @param query in the database's SQL; empty when a table is given
public record ReadDatabaseStep(DatabaseLink database, String table, String query) implements Step {
    @Override
    public String type() {
        return "read";
    }

    @Override
    public List<String> inputs() {
        return List.of();
    }
}
