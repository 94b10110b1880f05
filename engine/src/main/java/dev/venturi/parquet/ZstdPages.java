package dev.venturi.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;

/// Zstandard, in its native form.
final class ZstdPages implements Decompressor {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    @Override
    public int unpack(byte[] from, int at, int length, byte[] into, int most) throws IOException {
        try {
            return context.decompressByteArray(into, 0, most, from, at, length);
        } catch (ZstdException e) {
            if (e.getErrorCode() == Zstd.errDstSizeTooSmall()) {
                return -1;
            }
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    @Override
    public long largest(int length) {
        return Long.MAX_VALUE; // a block of 128 KiB may take four bytes
    }
}
