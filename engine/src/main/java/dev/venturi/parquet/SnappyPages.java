package dev.venturi.parquet;

import java.io.IOException;
import org.xerial.snappy.Snappy;

/// Snappy, in its native form.
final class SnappyPages implements Decompressor {
    @Override
    public int unpack(byte[] from, int at, int length, byte[] into, int most) throws IOException {
        // native code trusts this length, so it must fit before it runs
        int unpacked = Snappy.uncompressedLength(from, at, length);
        if (unpacked < 0 || unpacked > most) {
            return -1;
        }
        return Snappy.uncompress(from, at, length, into, 0);
    }

    @Override
    public long largest(int length) {
        return 32L * length + 64; // a copy of 64 bytes takes three
    }
}
