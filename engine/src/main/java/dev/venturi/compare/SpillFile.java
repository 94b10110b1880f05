package dev.venturi.compare;

import dev.venturi.table.TemporaryFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A temporary file that is appended to and read at any place; it goes away when it is closed, and
/// when the process ends, Ctrl-C included.
final class SpillFile implements Closeable {
    private final Path file;
    private final FileChannel channel;
    private long size;

    private SpillFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @throws UncheckedIOException when the directory cannot be written, naming it
    static SpillFile in(Path directory) {
        try {
            Path file = Files.createTempFile(directory, "venturi-compare-", ".rows");
            TemporaryFiles.register(file);
            return new SpillFile(
                    file,
                    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s: cannot create a temporary file: %s".formatted(directory, e.getMessage()),
                    e);
        }
    }

    /// Where the next bytes will stand.
    long size() {
        return size;
    }

    void append(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                size += channel.write(bytes, size);
            }
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    /// Fills a buffer from a place on.
    void read(ByteBuffer into, long position) {
        try {
            long next = position;
            while (into.hasRemaining()) {
                int got = channel.read(into, next);
                if (got < 0) {
                    throw new IOException("it ends at byte " + next);
                }
                next += got;
            }
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private UncheckedIOException failed(String operation, IOException cause) {
        return new UncheckedIOException(
                "%s: cannot %s the temporary file: %s"
                        .formatted(file, operation, cause.getMessage()),
                cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
            TemporaryFiles.delete(file);
        } catch (IOException e) {
            throw failed("delete", e);
        }
    }
}
