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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The rows of a source divided by the hash of their keys, each part in the order of the source, in
/// one temporary file.
///
/// Each part gathers rows in a buffer; when the buffers are full together, all are appended to the
/// file. A row is its length and then what [TextRow#encode] writes.
final class Partitions implements Closeable {
    private static final int BITS = 6;

    /// How many parts there are.
    static final int COUNT = 1 << BITS;

    /// A piece of the file that belongs to one part.
    record Extent(long from, long to) {}

    private final Path file;
    private final FileChannel channel;
    private final TextRow shape;
    private final List<List<Extent>> extents = new ArrayList<>();
    private final byte[][] buffers = new byte[COUNT][4096];
    private final int[] used = new int[COUNT];
    private long size;

    private Partitions(Path file, FileChannel channel, TextRow shape) {
        this.file = file;
        this.channel = channel;
        this.shape = shape;
        for (int p = 0; p < COUNT; p++) {
            extents.add(new ArrayList<>());
        }
    }

    /// Divides a source, read from where it is.
    ///
    /// @param level which bits of the hash are used
    /// @param memory bytes the buffers may take
    static Partitions of(RowSource source, int level, long memory, Path directory) {
        Partitions parts = create(source.row(), directory);
        try {
            parts.fill(source, level, memory / 2); // a buffer that grows is there twice
            return parts;
        } catch (RuntimeException | Error failure) {
            parts.close();
            throw failure;
        }
    }

    private static Partitions create(TextRow shape, Path directory) {
        try {
            Path file = Files.createTempFile(directory, "venturi-compare-", ".rows");
            TemporaryFiles.register(file);
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new Partitions(file, channel, shape);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s: cannot create a temporary file: %s".formatted(directory, e.getMessage()),
                    e);
        }
    }

    /// The rows of one part; closing them is not needed.
    RowSource rows(int part) {
        return new SpilledRows(this, extents.get(part), shape);
    }

    private void fill(RowSource source, int level, long memory) {
        long buffered = 0;
        while (source.next()) {
            TextRow row = source.row();
            int part = (int) (row.keyHash() >>> (64 - (level + 1) * BITS)) & (COUNT - 1);
            int length = row.encodedLength(row.fields());
            int begin = used[part];
            int end = begin + Integer.BYTES + length;
            if (end > buffers[part].length) {
                buffers[part] = Arrays.copyOf(buffers[part], Math.max(end, 2 * begin));
            }
            ByteBuffer.wrap(buffers[part]).putInt(begin, length);
            row.encode(row.fields(), buffers[part], begin + Integer.BYTES);
            used[part] = end;
            buffered += end - begin;
            if (buffered > memory / 2) {
                flush();
                buffered = 0;
            }
        }
        flush();
        Arrays.fill(buffers, new byte[0]);
    }

    private void flush() {
        try {
            for (int p = 0; p < COUNT; p++) {
                ByteBuffer rest = ByteBuffer.wrap(buffers[p], 0, used[p]);
                long from = size;
                while (rest.hasRemaining()) {
                    size += channel.write(rest, size);
                }
                if (size > from) {
                    extents.get(p).add(new Extent(from, size));
                }
                used[p] = 0;
            }
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    /// Fills an array from the file.
    void read(byte[] into, int at, int length, long position) {
        try {
            ByteBuffer rest = ByteBuffer.wrap(into, at, length);
            long next = position;
            while (rest.hasRemaining()) {
                int got = channel.read(rest, next);
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
