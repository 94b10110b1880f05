package dev.venturi.parquet;

import dev.venturi.csv.InputFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/// The bytes of one file, read by position.
final class FileBytes implements Closeable {
    private final InputFile file;
    private final FileChannel channel;

    private FileBytes(InputFile file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Opens a file that is still the one that was found when the input was expanded.
    ///
    /// @throws java.io.UncheckedIOException when it cannot be opened, naming it
    /// @throws dev.venturi.table.MalformedDataException when it was written to
    static FileBytes open(InputFile file) {
        file.checkUnchanged();
        try {
            return new FileBytes(file, FileChannel.open(file.path(), StandardOpenOption.READ));
        } catch (IOException e) {
            throw file.failed("read", e);
        }
    }

    InputFile file() {
        return file;
    }

    /// Reads `length` bytes from a position of the file; all of them are known to be there.
    void read(long position, byte[] into, int at, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(into, at, length);
        try {
            while (buffer.hasRemaining()) {
                long next = position + buffer.position() - at;
                if (channel.read(buffer, next) <= 0) {
                    throw file.changed(
                            "it had %,d bytes and ends at %,d".formatted(file.size(), next));
                }
            }
        } catch (IOException e) {
            throw file.failed("read", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw file.failed("close", e);
        }
    }
}
