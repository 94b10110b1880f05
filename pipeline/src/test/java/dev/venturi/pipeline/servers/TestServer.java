package dev.venturi.pipeline.servers;

/// A server that runs.
interface TestServer extends AutoCloseable {
    /// Kills it.
    @Override
    void close();
}
