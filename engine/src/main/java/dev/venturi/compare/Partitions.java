package dev.venturi.compare;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
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

    private final SpillFile file;
    private final TextRow shape;
    private final List<List<Extent>> extents = new ArrayList<>();
    private final byte[][] buffers = new byte[COUNT][4096];
    private final int[] used = new int[COUNT];

    private Partitions(SpillFile file, TextRow shape) {
        this.file = file;
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
        Partitions parts = new Partitions(SpillFile.in(directory), source.row());
        try {
            parts.fill(source, level, memory / 2); // a buffer that grows is there twice
            return parts;
        } catch (RuntimeException | Error failure) {
            parts.close();
            throw failure;
        }
    }

    /// The rows of one part; closing them is not needed.
    RowSource rows(int part) {
        return new SpilledRows(file, extents.get(part), shape);
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
        for (int p = 0; p < COUNT; p++) {
            long from = file.size();
            file.append(ByteBuffer.wrap(buffers[p], 0, used[p]));
            if (file.size() > from) {
                extents.get(p).add(new Extent(from, file.size()));
            }
            used[p] = 0;
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
