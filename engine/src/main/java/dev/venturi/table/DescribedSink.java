package dev.venturi.table;

/// A sink whose file has room for texts about itself.
@Internal
public interface DescribedSink extends BatchSink {
    /// Adds a text about the table, before it is committed.
    void describe(String key, String text);
}
