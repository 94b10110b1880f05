package dev.venturi.feature;

/// How much memory an output holds while it is written.
@FunctionalInterface
public interface OutputMemory {
    /// Of an output whose rows leave as they come.
    OutputMemory NONE = (_, _) -> 0;

    /// Bytes held at most.
    ///
    /// @param columns of the output
    /// @param rows of the output, about
    long bytes(int columns, long rows);
}
