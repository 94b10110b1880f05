package dev.venturi.pipeline.stage;

import dev.venturi.table.Schema;

/// A user's own condition on rows. One object serves one run of a stage, on one thread.
public interface RowTest {
    /// Looks at the columns before it is given any row.
    ///
    /// @throws dev.venturi.table.UsageException when they are not what it needs
    default void check(Schema input) {}

    /// Whether a row stays. An exception rejects the row: it goes to the stage's reject file with
    /// the exception's message, or ends the run where there is none.
    ///
    /// @param row valid during the call only
    boolean test(Row row);
}
