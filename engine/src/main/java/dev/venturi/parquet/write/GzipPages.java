package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/// Gzip, of the JDK.
final class GzipPages implements PageCompressor {
    @Override
    public void compress(Bytes page, Bytes into) throws IOException {
        try (GZIPOutputStream out = new GZIPOutputStream(into, 1 << 14)) {
            out.write(page.array(), 0, page.length());
        }
    }
}
