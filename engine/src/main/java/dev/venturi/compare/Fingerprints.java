package dev.venturi.compare;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// 64-bit fingerprints of keys: tells whether a key may be there twice, never misses one that is.
///
/// Gathered in memory; what does not fit goes to disk in sorted runs of eight bytes a key, which
/// are merged at the end.
final class Fingerprints implements Closeable {
    private static final int CHUNK = 1 << 13;

    private final int capacity;
    private final Path directory;
    private long[] gathered = new long[1024];
    private int size;
    private boolean twice;
    private @Nullable SpillFile file;
    private final List<Run> runs = new ArrayList<>();

    /// @param memory bytes it may take, growing included
    /// @param directory where runs are kept
    Fingerprints(long memory, Path directory) {
        this.capacity = Math.clamp(memory / 12, gathered.length, 1 << 28);
        this.directory = directory;
    }

    /// Adds the fingerprint of a key.
    void add(long fingerprint) {
        if (size == gathered.length) {
            if (size < capacity) {
                gathered = Arrays.copyOf(gathered, Math.min(capacity, 2 * size));
            } else {
                spill();
            }
        }
        gathered[size++] = fingerprint;
    }

    /// Whether two that were added are equal; nothing may be added afterwards.
    boolean hasTwice() {
        if (file == null) {
            sort();
        } else {
            spill();
            merge();
        }
        return twice;
    }

    private void sort() {
        Arrays.sort(gathered, 0, size);
        for (int i = 1; i < size; i++) {
            twice |= gathered[i] == gathered[i - 1];
        }
    }

    private void spill() {
        sort();
        if (file == null) {
            file = SpillFile.in(directory);
        }
        runs.add(new Run(file, file.size(), size));
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Long.BYTES);
        for (int from = 0; from < size; from += CHUNK) {
            int count = Math.min(CHUNK, size - from);
            chunk.clear();
            chunk.asLongBuffer().put(gathered, from, count);
            file.append(chunk.limit(count * Long.BYTES));
        }
        size = 0;
    }

    private void merge() {
        gathered = new long[0];
        PriorityQueue<Run> queue = new PriorityQueue<>();
        for (Run run : runs) {
            if (run.next()) {
                queue.add(run);
            }
        }
        boolean first = true;
        long before = 0;
        while (!twice && !queue.isEmpty()) {
            Run least = queue.remove();
            twice = !first && least.value == before;
            before = least.value;
            first = false;
            if (least.next()) {
                queue.add(least);
            }
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }

    /// A sorted run on disk, read from its beginning.
    private static final class Run implements Comparable<Run> {
        private final SpillFile file;
        private long position;
        private long left;
        private LongBuffer chunk = LongBuffer.allocate(0);
        private long value;

        Run(SpillFile file, long position, long count) {
            this.file = file;
            this.position = position;
            this.left = count;
        }

        boolean next() {
            if (!chunk.hasRemaining()) {
                if (left == 0) {
                    return false;
                }
                ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(CHUNK, left) * Long.BYTES);
                file.read(bytes, position);
                position += bytes.capacity();
                left -= bytes.capacity() / Long.BYTES;
                chunk = bytes.flip().asLongBuffer();
            }
            value = chunk.get();
            return true;
        }

        @Override
        public int compareTo(Run other) {
            return Long.compare(value, other.value);
        }
    }
}
