package dev.venturi.feature;

import dev.venturi.table.TableSource;

/// Resident memory a run is expected to need at most, from what it will hold: a running JVM, and
/// for each worker batches, what reading a split takes and blocks on their way to the output;
/// further what the layout asks for. designs/009-memory.md has the measurements.
final class MemoryModel {
    /// A JVM that has run the engine on a table of a few rows.
    private static final long BASE = 80L << 20;

    /// What a run of some size adds: a young generation in full.
    private static final long LONG_RUN_ADDS = 11L << 20;

    /// What the second compiler adds, in a process that has it.
    private static final long SECOND_COMPILER_ADDS = 16L << 20;

    /// Values from which on it does.
    private static final long LONG_RUN_VALUES = 1_500_000;

    /// What a Java process takes beside its heap.
    private static final long BESIDE_THE_HEAP = 84L << 20;

    /// Batches of a worker: the open one, and fragments copied out of it.
    private static final int BATCHES = 2;

    /// What a worker keeps for each column beside its values: pages and their arrays differ in
    /// size.
    private static final long BYTES_PER_COLUMN = 220 << 10;

    /// Blocks of a worker on their way, with those not yet collected.
    private static final int BLOCKS = 6;

    /// An entity of so many rows in a sample may be one of millions.
    private static final double LONG_SERIES = 4_000;

    /// A long series while it is held: its parts, the joined arrays, parts on their way.
    private static final double SERIES_COPIES = 4.6;

    /// Of an entity that has ended: its fingerprint, in arrays that grow by doubling.
    private static final int BYTES_PER_ENTITY = 26;

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
    private final OutputMemory output;

    /// @param rows that are computed, about
    /// @param output what the output holds
    MemoryModel(
            TableSource source,
            ResolvedPlan plan,
            RunOptions options,
            int workers,
            long rows,
            OutputMemory output) {
        this.source = source;
        this.plan = plan;
        this.options = options;
        this.workers = workers;
        this.rows = rows;
        this.output = output;
    }

    /// Peak of a run that computes entities where they are read.
    long clustered(Layout layout) {
        double held = perWorker() * workers;
        if (layout.rowsTogether() >= LONG_SERIES) {
            long columns = (long) plan.columns().size() + plan.projection().order().size();
            held +=
                    Math.min(
                            SERIES_COPIES * options.seriesBytes(),
                            3.0 * rows * columns * Double.BYTES);
        } else if (layout.rowsTogether() > 0) {
            held += rows / layout.rowsTogether() * BYTES_PER_ENTITY;
        }
        return peak(held + outputBytes(rows / Math.max(1, layout.rowsTogether())));
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
        return peak(inMemory + Math.max(dividing, computing + outputBytes((double) rows)));
    }

    private double outputBytes(double outputRows) {
        int columns = plan.outputSchema().fields().size();
        return (double) output.bytes(columns, (long) Math.ceil(outputRows));
    }

    private long bytesPerRow() {
        return PartitionEntities.bytesPerRow(plan);
    }

    private double perWorker() {
        long columns = (long) plan.columns().size() + plan.projection().order().size();
        double batch = (double) columns * SplitRun.firstRows(plan) * Double.BYTES;
        double held =
                BATCHES * batch
                        + source.readerBytes(plan.projection())
                        + columns * BYTES_PER_COLUMN
                        + BLOCKS * blockBytes();
        return Math.min(held, 6.0 * rows * columns * Double.BYTES / workers + (2 << 20));
    }

    private double blockBytes() {
        return (double) plan.cells() * FeatureBlock.capacity(plan.cells()) * Double.BYTES;
    }

    private long peak(double held) {
        long base = BASE;
        if (rows * plan.columns().size() >= LONG_RUN_VALUES) {
            base += LONG_RUN_ADDS + (hasSecondCompiler() ? SECOND_COMPILER_ADDS : 0);
        }
        long bound = Runtime.getRuntime().maxMemory() + BESIDE_THE_HEAP;
        return Math.min(base + Math.round(GARBAGE * held), bound);
    }

    private static boolean hasSecondCompiler() {
        return !System.getProperty("java.vm.info", "").contains("emulated-client");
    }
}
