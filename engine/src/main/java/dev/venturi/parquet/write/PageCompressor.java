package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import java.io.Closeable;
import java.io.IOException;

/// Compresses the bytes of pages; one class a library, so that only the one that is used is loaded.
@FunctionalInterface
interface PageCompressor extends Closeable {
    /// Appends the compressed bytes of a page.
    void compress(Bytes page, Bytes into) throws IOException;

    @Override
    default void close() {}
}
