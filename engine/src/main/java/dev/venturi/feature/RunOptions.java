package dev.venturi.feature;

import dev.venturi.kernel.KernelChoice;
import dev.venturi.table.UsageException;

/// How to compute, which never changes what comes out.
///
/// @param workers threads that read and compute, at least 1
/// @param kernels which kernels
/// @param splitBytes bytes of a split, about
/// @param seriesBytes bytes of one entity's rows up to which it is held in memory instead of being
///   read again
/// @param progress told how far the run has come
public record RunOptions(
        int workers,
        KernelChoice kernels,
        long splitBytes,
        long seriesBytes,
        RunProgress progress) {
    /// 8 MiB: large beside the cost of opening a split, small beside a file, so that workers end
    /// together.
    private static final long SPLIT_BYTES = 8L << 20;

    public RunOptions {
        if (workers < 1 || workers > 1024) {
            throw new UsageException("--workers: found %d, expected 1 to 1024".formatted(workers));
        }
        if (splitBytes < 1 || seriesBytes < 1) {
            throw new IllegalArgumentException("splitBytes and seriesBytes are at least 1");
        }
    }

    /// One worker per core, kernels by the size of the job.
    public static RunOptions defaults() {
        return new RunOptions(
                Runtime.getRuntime().availableProcessors(),
                KernelChoice.AUTO,
                SPLIT_BYTES,
                Math.max(16L << 20, Runtime.getRuntime().maxMemory() / 8),
                new RunProgress());
    }

    /// The same with another number of workers.
    public RunOptions withWorkers(int count) {
        return new RunOptions(count, kernels, splitBytes, seriesBytes, progress);
    }

    /// The same with other kernels.
    public RunOptions withKernels(KernelChoice choice) {
        return new RunOptions(workers, choice, splitBytes, seriesBytes, progress);
    }

    /// The same with splits of another size.
    public RunOptions withSplitBytes(long bytes) {
        return new RunOptions(workers, kernels, bytes, seriesBytes, progress);
    }

    /// The same with another limit for series held in memory.
    public RunOptions withSeriesBytes(long bytes) {
        return new RunOptions(workers, kernels, splitBytes, bytes, progress);
    }
}
