package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/// LZ4 blocks, without frames.
final class Lz4Pages implements PageCompressor {
    private final LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();

    @Override
    public void compress(Bytes page, Bytes into) {
        int longest = compressor.maxCompressedLength(page.length());
        int at = into.reserve(longest);
        into.advance(
                compressor.compress(page.array(), 0, page.length(), into.array(), at, longest));
    }
}
