package dev.venturi.csv;

import java.io.InputStream;

/// The bytes of one file as they are stored, from the first to the last.
final class StoredStream extends InputStream {
    private final StoredBytes bytes;
    private final byte[] one = new byte[1];
    private long position;

    StoredStream(StoredBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int at, int length) {
        int got = bytes.read(position, into, at, length);
        position += Math.max(0, got);
        return got;
    }

    @Override
    public int available() {
        return Math.clamp(bytes.file().size() - position, 0, Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        bytes.close();
    }
}
