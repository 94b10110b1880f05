package dev.venturi.sort;

import dev.venturi.table.BatchSink;
import dev.venturi.table.Schema;
import java.io.IOException;

/// Where rows are written.
public interface SortTarget {
    /// Opens the sink, when all rows have been read and the types of the columns are known.
    ///
    /// @return committed once all rows are written, else closed without; written by one thread at a
    ///   time, which need not be the one that opens it
    BatchSink open(Schema schema) throws IOException;
}
