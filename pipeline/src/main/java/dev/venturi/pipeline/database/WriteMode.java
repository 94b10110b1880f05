package dev.venturi.pipeline.database;

/// What becomes of a table that is there already, and of one that is not.
public enum WriteMode {
    /// A new table; it is an error when there is one of that name.
    CREATE,
    /// Rows are added to a table, which must exist.
    APPEND,
    /// The rows of a table are replaced, its columns, indexes and rights stay; it is created when
    /// there is none.
    REPLACE
}
