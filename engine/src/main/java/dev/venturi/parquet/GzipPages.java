package dev.venturi.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// Gzip, by the Java runtime.
final class GzipPages implements Decompressor {
    private static final int BUFFER = 8 << 10;

    @Override
    public int unpack(byte[] from, int at, int length, byte[] into, int most) throws IOException {
        try (InputStream stored = new ByteArrayInputStream(from, at, length);
                InputStream unpacked = new GZIPInputStream(stored, BUFFER)) {
            int bytes = unpacked.readNBytes(into, 0, most);
            return unpacked.read() >= 0 ? -1 : bytes;
        }
    }

    @Override
    public long largest(int length) {
        return 1_100L * length + 64; // a copy of 258 bytes takes two bits
    }
}
