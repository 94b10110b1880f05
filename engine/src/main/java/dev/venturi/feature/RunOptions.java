package dev.venturi.feature;

import dev.venturi.kernel.KernelChoice;
import dev.venturi.sort.SortOptions;
import dev.venturi.spill.SpillPlace;
import dev.venturi.table.UsageException;
import java.nio.file.Path;

/// How to compute, which never changes what comes out.
///
/// @param workers threads that read and compute, at least 1
/// @param kernels which kernels
/// @param splitBytes bytes of a split, about
/// @param seriesBytes bytes of one entity's rows up to which it is held in memory instead of being
///   read again
/// @param regroupBytes bytes of rows that are held in memory while a table is regrouped
/// @param spill where rows go that are more than that
/// @param progress told how far the run has come
public record RunOptions(
        int workers,
        KernelChoice kernels,
        long splitBytes,
        long seriesBytes,
        long regroupBytes,
        SpillPlace spill,
        RunProgress progress) {
    /// 8 MiB: large beside the cost of opening a split, small beside a file, so that workers end
    /// together.
    private static final long SPLIT_BYTES = 8L << 20;

    private static final long SMALLEST_SERIES = 16L << 20;

    /// A longer one is read twice, which costs less than the memory to hold it.
    private static final long USUAL_SERIES = 32L << 20;

    private static final long SMALLEST_REGROUP = 8L << 20;

    /// More memory would hardly make it faster.
    private static final long USUAL_REGROUP = 1L << 30;

    public RunOptions {
        if (workers < 1 || workers > 1024) {
            throw new UsageException("--workers: found %d, expected 1 to 1024".formatted(workers));
        }
        if (splitBytes < 1 || seriesBytes < 1 || regroupBytes < 1) {
            throw new IllegalArgumentException(
                    "splitBytes, seriesBytes and regroupBytes are at least 1");
        }
    }

    /// One worker per core, kernels by the size of the job, temporary files in the system's
    /// directory for them.
    public static RunOptions defaults() {
        long heap = Runtime.getRuntime().maxMemory();
        return new RunOptions(
                Runtime.getRuntime().availableProcessors(),
                KernelChoice.AUTO,
                SPLIT_BYTES,
                Math.clamp(heap / 8, SMALLEST_SERIES, USUAL_SERIES),
                Math.clamp(heap / 2, SMALLEST_REGROUP, USUAL_REGROUP),
                new SpillPlace(Path.of(System.getProperty("java.io.tmpdir")), Long.MAX_VALUE),
                new RunProgress());
    }

    /// How the rows of one entity are sorted that are too many to be held.
    SortOptions sorting() {
        long memory = Math.max(seriesBytes, SortOptions.LEAST_MEMORY);
        return new SortOptions(1, memory, spill, _ -> {});
    }

    /// The same with another number of workers.
    public RunOptions withWorkers(int count) {
        return new RunOptions(
                count, kernels, splitBytes, seriesBytes, regroupBytes, spill, progress);
    }

    /// The same with other kernels.
    public RunOptions withKernels(KernelChoice choice) {
        return new RunOptions(
                workers, choice, splitBytes, seriesBytes, regroupBytes, spill, progress);
    }

    /// The same with splits of another size.
    public RunOptions withSplitBytes(long bytes) {
        return new RunOptions(workers, kernels, bytes, seriesBytes, regroupBytes, spill, progress);
    }

    /// The same with another limit for series held in memory.
    public RunOptions withSeriesBytes(long bytes) {
        return new RunOptions(workers, kernels, splitBytes, bytes, regroupBytes, spill, progress);
    }

    /// The same with another limit for rows that are regrouped in memory.
    public RunOptions withRegroupBytes(long bytes) {
        return new RunOptions(workers, kernels, splitBytes, seriesBytes, bytes, spill, progress);
    }

    /// The same with another place for temporary files.
    public RunOptions withSpill(SpillPlace place) {
        return new RunOptions(
                workers, kernels, splitBytes, seriesBytes, regroupBytes, place, progress);
    }

    /// The same with another that is told of the progress.
    public RunOptions withProgress(RunProgress told) {
        return new RunOptions(workers, kernels, splitBytes, seriesBytes, regroupBytes, spill, told);
    }
}
