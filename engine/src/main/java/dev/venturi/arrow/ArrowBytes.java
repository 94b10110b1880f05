package dev.venturi.arrow;

import dev.venturi.csv.InputFile;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/// The bytes of a file, read by position; what lies outside of it is an error before memory is
/// taken for it.
final class ArrowBytes implements Closeable {
    private final InputFile file;
    private final FileChannel channel;

    private ArrowBytes(InputFile file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Opens a file.
    ///
    /// @throws UncheckedIOException when it cannot be read, naming it
    static ArrowBytes open(InputFile file) {
        try {
            return new ArrowBytes(file, FileChannel.open(file.path()));
        } catch (IOException e) {
            throw failed(file, "open", e);
        }
    }

    private static UncheckedIOException failed(InputFile file, String operation, IOException e) {
        return new UncheckedIOException(
                "%s: cannot %s: %s".formatted(file.name(), operation, e.getMessage()), e);
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
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, from + bytes.position()) < 0) {
                    throw malformed("is shorter than it was when it was opened");
                }
            }
        } catch (IOException e) {
            throw failed(file, "read", e);
        }
        return bytes.array();
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
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(file, "close", e);
        }
    }
}
