package dev.venturi.sort;

/// How the memory of a sort is divided.
///
/// @param threads that sort pieces and write them to disk
/// @param pieces of memory that are filled in turn: one is being filled, the others are being
///   sorted, written, or wait
/// @param pieceBytes of each, the arrays to sort it by included
/// @param blockBytes bytes of a block on disk, about; of each run one is in memory while it is
///   merged
/// @param fanIn runs on disk that are merged at once
record SortShape(int threads, int pieces, long pieceBytes, int blockBytes, int fanIn) {
    private static final int MOST_THREADS = 3;
    private static final long SMALLEST_BLOCK = 8 << 10;
    private static final long USUAL_BLOCK = 256 << 10;

    /// Blocks that a piece has room for at least.
    private static final int BLOCKS = 64;

    private static final int MOST_RUNS = 1024;

    /// The way to divide what the options grant; one sixteenth is for what is on its way.
    ///
    /// @param limited whether rows are dropped, for which a piece is copied into another
    static SortShape of(SortOptions options, boolean limited) {
        int threads = Math.clamp(options.workers() - 1, 1, MOST_THREADS);
        int pieces = threads + 3;
        long piece =
                (options.memoryBytes() - options.memoryBytes() / 16)
                        / (limited ? pieces + 1 : pieces);
        long block = Math.clamp(piece / BLOCKS, SMALLEST_BLOCK, USUAL_BLOCK);
        return new SortShape(
                threads, pieces, piece, (int) block, (int) Math.min(piece / block, MOST_RUNS));
    }

    /// Bytes that a buffer takes in this shape, its share of the arrays to sort by included.
    long bytes(RowBuffer buffer) {
        return buffer.bytes() + (long) RowSorter.BYTES_PER_ROW * buffer.rows() * threads / pieces;
    }
}
