package dev.venturi.parquet.write;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.venturi.bytes.Bytes;

/// Zstandard at its first level: features of 200,000 entities take 5 % more room than at its usual
/// third, and the run a tenth less time.
final class ZstdPages implements PageCompressor {
    private static final int LEVEL = 1;

    private final ZstdCompressCtx context = new ZstdCompressCtx();

    ZstdPages() {
        context.setLevel(LEVEL);
    }

    @Override
    public void compress(Bytes page, Bytes into) {
        int longest = Math.toIntExact(Zstd.compressBound(page.length()));
        int at = into.reserve(longest);
        into.advance(
                context.compressByteArray(
                        into.array(), at, longest, page.array(), 0, page.length()));
    }

    @Override
    public void close() {
        context.close();
    }
}
