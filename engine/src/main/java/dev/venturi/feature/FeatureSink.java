package dev.venturi.feature;

import dev.venturi.table.BatchSink;
import dev.venturi.table.Schema;
import java.io.IOException;

/// Opens where the features go, once their columns are known.
@FunctionalInterface
public interface FeatureSink {
    /// Opens the output of one attempt. A run that has to begin again closes it uncommitted and
    /// opens another.
    ///
    /// @param schema names and types of the output columns: keys, then features; see
    ///   [BatchSink#keepsTypes]
    BatchSink open(Schema schema) throws IOException;

    /// How much memory it will take, which a run's prediction includes.
    default OutputMemory memory() {
        return OutputMemory.NONE;
    }
}
