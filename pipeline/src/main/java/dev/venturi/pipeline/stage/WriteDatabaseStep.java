package dev.venturi.pipeline.stage;

import java.util.List;

/// Writes a table into one of a database, in one transaction.
///
/// @param mode what becomes of a table that is there
public record WriteDatabaseStep(String input, DatabaseLink database, String table, Mode mode)
        implements Step {
    /// What becomes of a table that is there.
    public enum Mode {
        /// It is an error.
        CREATE,
        /// Rows are added; it must be there.
        APPEND,
        /// Its rows are replaced; it is made when it is not there.
        REPLACE
    }

    @Override
    public String type() {
        return "write";
    }

    @Override
    public List<String> inputs() {
        return List.of(input);
    }
}
