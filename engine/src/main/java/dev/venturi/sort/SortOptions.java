package dev.venturi.sort;

import dev.venturi.spill.SpillPlace;
import dev.venturi.table.UsageException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// How to sort, which never changes what comes out.
///
/// @param workers threads that sort and write at once, at least 1
/// @param memoryBytes bytes of rows that are held in memory, [#LEAST_MEMORY] at least; beside them
///   stand what the reader and the sink hold
/// @param spill where rows go that are more than that
/// @param listener told how far it is, after every some thousand rows
public record SortOptions(
        int workers, long memoryBytes, SpillPlace spill, Consumer<SortProgress> listener) {
    /// 8 MiB.
    public static final long LEAST_MEMORY = 8L << 20;

    /// More would hardly make it faster.
    private static final long USUAL_MEMORY = 4L << 30;

    public SortOptions {
        if (workers < 1 || workers > 1024) {
            throw new UsageException("--workers: found %d, expected 1 to 1024".formatted(workers));
        }
        if (memoryBytes < LEAST_MEMORY) {
            throw new UsageException(
                    "--memory: %,d bytes are left to sort in, expected at least %,d"
                            .formatted(memoryBytes, LEAST_MEMORY));
        }
    }

    /// One worker per core, half of the heap, temporary files in the system's directory for them.
    public static SortOptions defaults() {
        long heap = Runtime.getRuntime().maxMemory();
        return new SortOptions(
                Runtime.getRuntime().availableProcessors(),
                Math.clamp(heap / 2, LEAST_MEMORY, USUAL_MEMORY),
                new SpillPlace(Path.of(System.getProperty("java.io.tmpdir")), Long.MAX_VALUE),
                _ -> {});
    }

    /// The same with another number of workers.
    public SortOptions withWorkers(int count) {
        return new SortOptions(count, memoryBytes, spill, listener);
    }

    /// The same with another bound of memory.
    public SortOptions withMemoryBytes(long bytes) {
        return new SortOptions(workers, bytes, spill, listener);
    }

    /// The same with another place for temporary files.
    public SortOptions withSpill(SpillPlace place) {
        return new SortOptions(workers, memoryBytes, place, listener);
    }

    /// The same with another that is told of the progress.
    public SortOptions withListener(Consumer<SortProgress> told) {
        return new SortOptions(workers, memoryBytes, spill, told);
    }
}
