package dev.venturi.feature;

import dev.venturi.table.TableSource;

/// Resident memory a run is expected to need at most, from what it will hold: a running JVM, and
/// for each worker batches, what reading a split takes and blocks on their way to the output;
/// further what the layout asks for. designs/009-memory.md has the measurements.
final class MemoryModel {
    /// A JVM that has run the engine on a table of a few rows.
    private static final long BASE = 80L << 20;

    /// What a run of some size adds: the second compiler, a young generation in full.
    private static final long LONG_RUN_ADDS = 40L << 20;

    /// Values from which on it does.
    private static final long LONG_RUN_VALUES = 1_500_000;

    /// What a Java process takes beside its heap.
    private static final long BESIDE_THE_HEAP = 84L << 20;

    /// Batches of a worker: the open one, and fragments copied out of it.
    private static final int BATCHES = 2;

    /// Blocks of a worker on their way, with those not yet collected.
    private static final int BLOCKS = 6;

    /// An entity of so many rows in a sample may be one of millions.
    private static final double LONG_SERIES = 4_000;

    /// A long series while it is held: its parts, the joined arrays, parts on their way.
    private static final int SERIES_COPIES = 4;

    /// Of an entity that has ended: its fingerprint, in arrays that grow by doubling.
    private static final int BYTES_PER_ENTITY = 20;

    /// Finished entities that wait to be put in order.
    private static final double RESULTS = 16L << 20;

    /// A partition may have more rows than the average; its arrays grow.
    private static final double UNEVEN = 1.5;

    /// What old garbage adds to what is held, before it is collected.
    private static final double GARBAGE = 1.2;

    private final TableSource source;
    private final ResolvedPlan plan;
    private final RunOptions options;
    private final int workers;
    private final long rows;

    MemoryModel(TableSource source, ResolvedPlan plan, RunOptions options, int workers, long rows) {
        this.source = source;
        this.plan = plan;
        this.options = options;
        this.workers = workers;
        this.rows = rows;
    }

    /// Peak of a run that computes entities where they are read.
    long clustered(Layout layout) {
        double held = perWorker() * workers;
        if (layout.rowsTogether() >= LONG_SERIES) {
            long columns = (long) plan.columns().size() + plan.projection().order().size();
            held +=
                    Math.min(
                            (double) SERIES_COPIES * options.seriesBytes(),
                            3.0 * rows * columns * Double.BYTES);
        } else if (layout.rowsTogether() > 0) {
            held += rows / layout.rowsTogether() * BYTES_PER_ENTITY;
        }
        return peak(held);
    }

    /// Peak of a run that divides rows by entity.
    ///
    /// @param inMemory bytes of packed rows that stay in memory
    long scattered(Partitioning shape, long inMemory) {
        double dividing = perWorker() * workers + shape.gatheredBytes(bytesPerRow()) * workers;
        double partition =
                Math.min(
                        UNEVEN * rows * bytesPerRow() / shape.partitions(),
                        (double) shape.partitionBytes());
        double computing = workers * (partition + BLOCKS * blockBytes()) + RESULTS;
        return peak(inMemory + Math.max(dividing, computing));
    }

    private long bytesPerRow() {
        return PartitionEntities.bytesPerRow(plan);
    }

    private double perWorker() {
        long columns = (long) plan.columns().size() + plan.projection().order().size();
        double batch = (double) columns * SplitRun.firstRows(plan) * Double.BYTES;
        double held =
                BATCHES * batch + source.readerBytes(plan.projection()) + BLOCKS * blockBytes();
        return Math.min(held, 6.0 * rows * columns * Double.BYTES / workers + (2 << 20));
    }

    private double blockBytes() {
        return (double) plan.cells() * FeatureBlock.capacity(plan.cells()) * Double.BYTES;
    }

    private long peak(double held) {
        long base = BASE + (rows * plan.columns().size() >= LONG_RUN_VALUES ? LONG_RUN_ADDS : 0);
        long bound = Runtime.getRuntime().maxMemory() + BESIDE_THE_HEAP;
        return Math.min(base + Math.round(GARBAGE * held), bound);
    }
}
