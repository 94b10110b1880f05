package dev.venturi.sort;

/// How many bytes of memory rows take at most while they are put in order, known before it is done.
///
/// Beside them stand what the reader and the sink hold. A row takes 8 bytes for a number and 4 more
/// than its length for a text, and some 4 of its own. Beyond what was granted nothing is held.
public final class SortMemory {
    /// The address of a row, and the room ahead in the array of them.
    private static final int ADDRESS = Integer.BYTES * 3 / 2;

    /// Batches come whole, and pages too; and what goes to disk goes in blocks.
    private static final long AHEAD = 1 << 20;

    private static final int BATCH_ROWS = 4096;

    private SortMemory() {}

    /// Bytes for sorting: all rows, or what was granted.
    ///
    /// @param rowBytes of a row on the average
    public static long sorted(SortOptions options, long rows, double rowBytes) {
        SortShape shape = SortShape.of(options, false);
        double atOnce = shape.threads() * shape.pieceBytes() / counted(shape, rowBytes);
        double sorting = RowSorter.BYTES_PER_ROW * Math.min((double) rows, atOnce);
        return bounded(options, rows * (rowBytes + ADDRESS) + sorting);
    }

    /// Bytes for the first rows, of the table or of each group: some times what stays, or all rows
    /// when those are fewer, or what was granted.
    ///
    /// @param kept rows that stay, of all groups
    public static long first(SortOptions options, long rows, long kept, double rowBytes) {
        double held = heldOfFirst(options, rows, kept, rowBytes);
        double sorting = held * (rowBytes + ADDRESS + RowSorter.BYTES_PER_ROW);
        double copied = Math.min((double) kept, held / 2) * (rowBytes + ADDRESS);
        return bounded(options, kept < rows ? sorting + copied : sorting);
    }

    /// Rows that are gathered until those beyond the limit are dropped.
    private static double heldOfFirst(SortOptions options, long rows, long kept, double rowBytes) {
        double row = counted(SortShape.of(options, true), rowBytes);
        double until = Math.max(Sorter.FIRST_DROP / row, (double) Sorter.DROP_FACTOR * kept);
        return Math.min((double) rows, until + BATCH_ROWS);
    }

    /// Bytes for rows without repeats, while they are found and while they are put back in order.
    ///
    /// @param distinct rows that stay
    /// @param rowBytes of a row on the average, its place included, which takes 9
    public static long distinct(SortOptions options, long rows, long distinct, double rowBytes) {
        SortOptions half = FirstRows.half(options);
        double held = heldOfFirst(half, rows, distinct, rowBytes);
        SortShape shape = SortShape.of(half, true);
        double inMemory = shape.pieces() * (double) shape.pieceBytes(); // one of them for blocks
        long found = (long) Math.min(inMemory, held * (rowBytes + ADDRESS));
        return Math.max(
                first(half, rows, distinct, rowBytes), found + sorted(half, distinct, rowBytes));
    }

    /// Bytes of a row as a piece of memory counts them.
    private static double counted(SortShape shape, double rowBytes) {
        return rowBytes
                + Integer.BYTES
                + (double) RowSorter.BYTES_PER_ROW * shape.threads() / shape.pieces();
    }

    private static long bounded(SortOptions options, double bytes) {
        return Math.min(options.memoryBytes(), (long) bytes + AHEAD);
    }
}
