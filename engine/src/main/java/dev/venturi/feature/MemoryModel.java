package dev.venturi.feature;

import dev.venturi.table.TableSource;

/// Resident memory a run is expected to need, from what it will hold: a running JVM, and for each
/// worker batches, a chunk of the file and the blocks on their way to the output.
///
/// What is not known before reading is not in it: the rows of an entity that splits cut, up to
/// [RunOptions#seriesBytes], and the keys of all entities. designs/009-memory.md has the
/// measurements.
final class MemoryModel {
    /// A JVM that has run the engine on a table of a few rows.
    private static final long BASE = 78L << 20;

    /// What the second compiler adds, which a run of some size starts.
    private static final long COMPILATION = 22L << 20;

    /// Bytes of input from which on it does.
    private static final long LONG_RUN = 64_000_000;

    private static final long CHUNK = 1L << 20;
    private static final int BATCH_ROWS = 16_384;

    /// Batches of a worker: the open one, fragments copied out of it, those given up.
    private static final int BATCHES = 3;

    /// Blocks of a worker: two splits with eight messages each, and as many that are garbage.
    private static final int BLOCKS = 32;

    private MemoryModel() {}

    static long predictedPeakBytes(
            ResolvedPlan plan, TableSource source, int workers, boolean vector) {
        long columns = (long) plan.columns().size() + plan.order().size();
        long batch = columns * BATCH_ROWS * Double.BYTES;
        long block = 2L * plan.cells() * FeatureBlock.CAPACITY * Double.BYTES;
        long compilation = vector || source.bytes() >= LONG_RUN ? COMPILATION : 0;
        long inFlight = workers * (BATCHES * batch + CHUNK + BLOCKS * block);
        return BASE + compilation + Math.min(inFlight, 4 * source.bytes() + workers * CHUNK);
    }
}
