package dev.venturi.arrow;

import dev.venturi.csv.InputFile;
import dev.venturi.csv.StoredBytes;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The bytes of a file, read by position; what lies outside of it is an error before memory is
/// taken for it.
final class ArrowBytes implements Closeable {
    private final InputFile file;
    private final StoredBytes stored;

    private ArrowBytes(StoredBytes stored) {
        this.file = stored.file();
        this.stored = stored;
    }

    /// Opens a file.
    ///
    /// @throws java.io.UncheckedIOException when it cannot be read, naming it
    static ArrowBytes open(InputFile file) {
        return new ArrowBytes(StoredBytes.open(file));
    }

    InputFile file() {
        return file;
    }

    /// Whether these bytes lie inside the file.
    boolean contains(long from, long length) {
        return from >= 0 && length >= 0 && from <= file.size() && length <= file.size() - from;
    }

    /// Reads bytes.
    ///
    /// @param what they are, for messages
    /// @throws MalformedDataException when they are not all there
    byte[] read(long from, long length, String what) {
        if (!contains(from, length) || length > Integer.MAX_VALUE - 16) {
            throw malformed(
                    "%s of %d bytes at byte %d does not fit into the file of %d bytes"
                            .formatted(what, length, from, file.size()));
        }
        byte[] bytes = new byte[(int) length];
        for (int got = 0; got < bytes.length; ) {
            got += stored.read(from + got, bytes, got, bytes.length - got);
        }
        return bytes;
    }

    /// As above, for structures of the format.
    ByteBuffer buffer(long from, long length, String what) {
        return ByteBuffer.wrap(read(from, length, what)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// An error of the content of the file.
    MalformedDataException malformed(String problem) {
        return new MalformedDataException(Position.ofFile(file.name()), problem);
    }

    @Override
    public void close() {
        stored.close();
    }
}
