package dev.venturi.arrow;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.arrow.flatbuf.CompressionType;

/// One buffer of a record batch: a piece of the file, or what was unpacked of it.
///
/// Nothing is believed of its length: what is read must lie inside, and what a compressed buffer is
/// said to hold is only taken memory for as it comes out.
final class ArrowBuffer {
    /// A record batch is not compressed.
    static final int PLAIN = -1;

    private static final int LENGTH = Long.BYTES;

    private final ArrowBytes file;
    private final long at;
    private final long length;
    private final byte[] unpacked;
    private final boolean inMemory;

    /// What was asked for last: `bytes[from ...]`.
    byte[] bytes = {};

    int from;

    private ArrowBuffer(ArrowBytes file, long at, long length, byte[] unpacked, boolean inMemory) {
        this.file = file;
        this.at = at;
        this.length = length;
        this.unpacked = unpacked;
        this.inMemory = inMemory;
    }

    /// A buffer as it stands in the file.
    ///
    /// @param codec of the record batch, or [#PLAIN]
    static ArrowBuffer of(ArrowBytes file, long at, long length, int codec) {
        if (codec == PLAIN || length == 0) {
            return new ArrowBuffer(file, at, length, new byte[] {}, false);
        }
        if (length < LENGTH) {
            throw file.malformed("a compressed buffer of %d bytes".formatted(length));
        }
        long plain = file.buffer(at, LENGTH, "buffer").getLong();
        if (plain == -1) {
            return new ArrowBuffer(file, at + LENGTH, length - LENGTH, new byte[] {}, false);
        }
        byte[] packed = file.read(at + LENGTH, length - LENGTH, "buffer");
        byte[] unpacked = unpack(file, packed, plain, codec);
        return new ArrowBuffer(file, 0, unpacked.length, unpacked, true);
    }

    private static byte[] unpack(ArrowBytes file, byte[] packed, long plain, int codec) {
        if (plain < 0 || plain > Integer.MAX_VALUE - 16) {
            throw file.malformed("a buffer of %d bytes when unpacked".formatted(plain));
        }
        byte[] unpacked;
        try {
            unpacked =
                    codec == CompressionType.ZSTD
                            ? zstd(packed, (int) plain)
                            : Lz4Frame.unpack(packed, (int) plain);
        } catch (IOException | RuntimeException e) {
            throw file.malformed("a buffer cannot be unpacked: " + e.getMessage());
        }
        if (unpacked.length != plain) {
            throw file.malformed(
                    "a buffer holds %d bytes when unpacked, expected %d"
                            .formatted(unpacked.length, plain));
        }
        return unpacked;
    }

    private static byte[] zstd(byte[] packed, int plain) throws IOException {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            return in.readNBytes(plain);
        }
    }

    long length() {
        return length;
    }

    /// Makes some of its bytes be found in [#bytes].
    void slice(long begin, long count) {
        if (begin < 0 || count < 0 || begin > length || count > length - begin) {
            throw file.malformed(
                    "a buffer of %d bytes is too short for its rows".formatted(length));
        }
        if (inMemory) {
            bytes = unpacked;
            from = (int) begin;
        } else {
            bytes = file.read(at + begin, count, "buffer");
            from = 0;
        }
    }
}
