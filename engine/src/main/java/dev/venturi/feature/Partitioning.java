package dev.venturi.feature;

/// How rows are divided by entity on their way through disk.
///
/// @param partitions a power of two
/// @param blockRows rows of a block
/// @param partitionBytes bytes of unpacked rows that one worker may hold
record Partitioning(int partitions, int blockRows, long partitionBytes) {
    private static final int MOST_PARTITIONS = 1024;
    private static final int LARGEST_BLOCK = 1024;
    private static final int SMALLEST_BLOCK = 64;

    /// Less is not worth the reading again that it costs.
    private static final long SMALLEST_SHARE = 1 << 14;

    /// More makes the places of a partition's rows lie too far apart for caches.
    private static final long LARGEST_SHARE = 48L << 20;

    /// So that what a worker gathers stays near.
    private static final long LARGEST_GATHERED = 16L << 20;

    /// Keys spread unevenly, and the number of rows may be a guess.
    private static final double FILLED = 0.6;

    /// Divides a table.
    ///
    /// @param rows about how many it has
    /// @param bytesPerRow of rows in memory
    /// @param memory bytes that may be held, by all workers together
    static Partitioning of(long rows, long bytesPerRow, int workers, long memory) {
        long each = Math.clamp(memory / 2 / workers, SMALLEST_SHARE, LARGEST_SHARE);
        double needed = (double) rows * bytesPerRow / (each * FILLED);
        int partitions = 1;
        while (partitions < needed && partitions < MOST_PARTITIONS) {
            partitions *= 2;
        }
        long gathering = Math.min(memory / 4 / workers, LARGEST_GATHERED);
        long gathered = gathering / partitions / bytesPerRow;
        return new Partitioning(
                partitions, Math.clamp(gathered, SMALLEST_BLOCK, LARGEST_BLOCK), each);
    }

    int partitionOf(long fingerprint) {
        return (int) (fingerprint >>> 40) & (partitions - 1);
    }

    /// Which slice of a partition that does not fit in memory at once an entity belongs to; by
    /// other bits than [#partitionOf].
    static int sliceOf(long fingerprint, int slices) {
        return (int) ((fingerprint & 0xFFFF_FFFFL) % slices);
    }

    /// Bytes of the rows that one worker gathers.
    long gatheredBytes(long bytesPerRow) {
        return (long) partitions * blockRows * bytesPerRow;
    }
}
