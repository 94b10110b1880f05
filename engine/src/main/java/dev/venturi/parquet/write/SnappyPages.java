package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import java.io.IOException;
import org.xerial.snappy.Snappy;

/// Snappy, without frames.
final class SnappyPages implements PageCompressor {
    @Override
    public void compress(Bytes page, Bytes into) throws IOException {
        int at = into.reserve(Snappy.maxCompressedLength(page.length()));
        into.advance(Snappy.compress(page.array(), 0, page.length(), into.array(), at));
    }
}
