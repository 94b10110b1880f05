package dev.venturi.pipeline.graph;

import java.io.IOException;
import java.nio.file.Path;

/// Results as files in a directory. Thread-safe.
///
/// @param <R> what stages hand on
public interface ResultCodec<R> {
    /// Puts a result into a directory, which holds what its stage wrote into
    /// [StageContext#directory]. A result that consists of these files is there already. Equal
    /// results give equal files: reuse depends on it.
    void write(R result, Path directory) throws IOException;

    /// The result whose files a directory holds. It may read them later: they stay in place until
    /// the store is closed.
    R read(Path directory) throws IOException;
}
