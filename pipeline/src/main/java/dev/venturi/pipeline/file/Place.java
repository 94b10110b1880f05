package dev.venturi.pipeline.file;

import dev.venturi.table.UsageException;

/// A place in a pipeline file: `pipeline.yaml:12:5`.
///
/// @param file as the user named it
/// @param line from 1
/// @param column from 1, in characters
record Place(String file, int line, int column) {
    /// The mistake that stands here.
    UsageException problem(String message) {
        return new UsageException(this + ": " + message);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
