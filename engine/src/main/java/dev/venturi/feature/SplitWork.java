package dev.venturi.feature;

import dev.venturi.table.Split;
import java.io.IOException;

/// What one worker does with the splits it takes, one after the other. One instance per thread.
interface SplitWork {
    /// Reads one split to its end.
    void run(Split split, SplitOutput output) throws IOException, InterruptedException;
}
