package dev.venturi.aggregate;

import dev.venturi.spill.SpillPlace;
import dev.venturi.table.UsageException;
import java.nio.file.Path;

/// How to compute groups, which never changes what comes out.
///
/// @param workers threads that read and compute, at least 1
/// @param memoryBytes bytes that groups and rows on their way to them may take
/// @param spill where groups go that are more than that
/// @param progress told how far it has come
public record GroupByOptions(
        int workers, long memoryBytes, SpillPlace spill, GroupByProgress progress) {
    private static final long SMALLEST = 8L << 20;

    public GroupByOptions {
        if (workers < 1 || workers > 1024) {
            throw new UsageException("workers: found %d, expected 1 to 1024".formatted(workers));
        }
        if (memoryBytes < 1) {
            throw new IllegalArgumentException("memoryBytes is at least 1");
        }
    }

    /// One worker per core, half of the largest heap, temporary files in the system's directory for
    /// them.
    public static GroupByOptions defaults() {
        return new GroupByOptions(
                Runtime.getRuntime().availableProcessors(),
                Math.max(SMALLEST, Runtime.getRuntime().maxMemory() / 2),
                new SpillPlace(Path.of(System.getProperty("java.io.tmpdir")), Long.MAX_VALUE),
                new GroupByProgress());
    }

    /// The same with another number of workers.
    public GroupByOptions withWorkers(int count) {
        return new GroupByOptions(count, memoryBytes, spill, progress);
    }

    /// The same with another bound of memory.
    public GroupByOptions withMemoryBytes(long bytes) {
        return new GroupByOptions(workers, bytes, spill, progress);
    }

    /// The same with another place for temporary files.
    public GroupByOptions withSpill(SpillPlace place) {
        return new GroupByOptions(workers, memoryBytes, place, progress);
    }

    /// The same with another that is told of the progress.
    public GroupByOptions withProgress(GroupByProgress told) {
        return new GroupByOptions(workers, memoryBytes, spill, told);
    }
}
