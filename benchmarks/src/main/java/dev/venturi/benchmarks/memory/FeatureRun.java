package dev.venturi.benchmarks.memory;

import dev.venturi.benchmarks.answers.Answers;

/// One way of ours to compute the default features of a preset of a table in memory.
interface FeatureRun extends AutoCloseable {
    /// Computes all of them, once.
    ///
    /// @return a sum of results, the same each time
    double run() throws Exception;

    /// What the last [#run] computed.
    Answers answers() throws Exception;

    @Override
    void close();
}
