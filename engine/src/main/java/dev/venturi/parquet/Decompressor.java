package dev.venturi.parquet;

import java.io.Closeable;
import java.io.IOException;
import org.apache.parquet.format.CompressionCodec;

/// Unpacks pages. One class for each library, so that none is loaded before a file asks for it.
interface Decompressor extends Closeable {
    /// The codecs that are read, for messages.
    String KNOWN = "UNCOMPRESSED, SNAPPY, GZIP, LZ4_RAW, ZSTD";

    /// Unpacks `from[at, at + length)` to the beginning of an array.
    ///
    /// @param most room in `into`, also for what is said in `from` itself
    /// @return bytes unpacked; -1 when there is more than room for
    /// @throws IOException when these bytes are not of this codec
    int unpack(byte[] from, int at, int length, byte[] into, int most) throws IOException;

    /// The most that `length` bytes can honestly unpack to.
    long largest(int length);

    @Override
    default void close() {}

    /// What unpacks a codec.
    ///
    /// @throws PageProblem when it is not one of [#KNOWN]
    static Decompressor of(CompressionCodec codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new StoredAsIs();
            case SNAPPY -> new SnappyPages();
            case GZIP -> new GzipPages();
            case LZ4_RAW -> new Lz4Pages();
            case ZSTD -> new ZstdPages();
            case LZO, BROTLI, LZ4 ->
                    throw new PageProblem(
                            "found codec %s, expected one of %s; write the file with one of them"
                                    .formatted(codec, KNOWN));
        };
    }
}
