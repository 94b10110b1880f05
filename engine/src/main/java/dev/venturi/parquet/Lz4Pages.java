package dev.venturi.parquet;

import java.io.IOException;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/// LZ4 blocks, in their native form where there is one for this machine, else in plain Java.
final class Lz4Pages implements Decompressor {
    private static final LZ4Factory FACTORY = factory();

    private final LZ4SafeDecompressor blocks = FACTORY.safeDecompressor();

    private static LZ4Factory factory() {
        try {
            return LZ4Factory.nativeInstance();
        } catch (LinkageError _) {
            return LZ4Factory.safeInstance(); // not the third form, which uses Unsafe
        }
    }

    @Override
    public int unpack(byte[] from, int at, int length, byte[] into, int most) throws IOException {
        try {
            return blocks.decompress(from, at, length, into, 0, most);
        } catch (LZ4Exception _) {
            return -1; // too small or damaged: it does not say which
        }
    }

    @Override
    public long largest(int length) {
        return 256L * length + 64; // 255 more bytes of a copy take one
    }
}
