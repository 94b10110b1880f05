package dev.venturi.aggregate;

import dev.venturi.table.BatchSink;
import dev.venturi.table.Schema;
import java.io.IOException;

/// Opens where the groups go, once the types of their columns are known, which is when all rows
/// have been read.
@FunctionalInterface
public interface GroupSink {
    /// Opens the output, which [GroupBy] writes, commits and closes.
    ///
    /// @param schema keys, then results
    BatchSink open(Schema schema) throws IOException;
}
