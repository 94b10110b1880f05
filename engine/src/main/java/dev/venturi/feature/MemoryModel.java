package dev.venturi.feature;

import dev.venturi.table.TableSource;

/// Resident memory a run is expected to need, from what it will hold: a running JVM, and for each
/// worker a batch, a chunk of the file and the blocks on their way to the output.
final class MemoryModel {
    /// A JVM that has loaded, compiled and run the engine on a table of a few rows; designs/009 has
    /// the measurements.
    private static final long BASE = 72L << 20;

    /// What C2 adds while it compiles vector kernels.
    private static final long VECTOR_COMPILATION = 24L << 20;

    private static final long CHUNK = 1L << 20;
    private static final int BATCH_ROWS = 16_384;
    private static final int BLOCKS_IN_FLIGHT = 4;

    private MemoryModel() {}

    static long predictedPeakBytes(
            ResolvedPlan plan, TableSource source, int workers, boolean vector) {
        long columns = (long) plan.columns().size() + plan.order().size();
        long batch = columns * BATCH_ROWS * Double.BYTES;
        long blocks = 2L * plan.cells() * FeatureBlock.CAPACITY * Double.BYTES * BLOCKS_IN_FLIGHT;
        long inFlight = workers * Math.min(3 * batch + CHUNK + blocks, 4 * source.bytes() + CHUNK);
        return BASE + (vector ? VECTOR_COMPILATION : 0) + inFlight;
    }
}
