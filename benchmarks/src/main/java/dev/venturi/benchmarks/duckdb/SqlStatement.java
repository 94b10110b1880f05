package dev.venturi.benchmarks.duckdb;

import java.sql.SQLException;

/// One statement of DuckDB as a process of its own.
public final class SqlStatement {
    private SqlStatement() {}

    /// Runs it.
    ///
    /// @param args threads, memory limit, directory for temporary files, statement
    public static void main(String[] args) throws SQLException {
        try (DuckDb db = DuckDb.open(Integer.parseInt(args[0]))) {
            db.execute("SET memory_limit = '%s'".formatted(args[1]));
            db.execute("SET temp_directory = '%s'".formatted(args[2]));
            db.execute(args[3]);
        }
    }
}
