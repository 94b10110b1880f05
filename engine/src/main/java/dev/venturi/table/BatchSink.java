package dev.venturi.table;

import java.io.Closeable;
import java.io.IOException;

/// Takes finished rows in order. Nothing bears the target's name until [#commit]; closing without
/// it leaves nothing.
public interface BatchSink extends Closeable {
    /// Writes rows; the batch may be reused by the caller afterwards.
    void write(Batch batch) throws IOException;

    /// Whether a column must have the type of the schema in every batch. Otherwise doubles that are
    /// whole numbers may come as such, and keys that are whole numbers come as texts.
    default boolean keepsTypes() {
        return false;
    }

    /// Makes the output complete under its name.
    void commit() throws IOException;

    /// Drops what was not committed.
    @Override
    void close() throws IOException;
}
