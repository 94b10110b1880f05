package dev.venturi.parquet;

/// Arrays that the columns of one reader use in turn, each of [ColumnCursor#MOST] rows. They live
/// as long as the reader; nobody keeps what stands in them.
final class Scratch {
    /// One more than rows: a missing row at the end looks one further, and does not use it.
    final int[] codes = new int[ColumnCursor.MOST + 1];

    final int[] valid = new int[ColumnCursor.MOST];
    final long[] numbers = new long[ColumnCursor.MOST];
    final double[] doubles = new double[ColumnCursor.MOST + 1];

    /// Where arrays for pages come from, which other readers use afterwards.
    final PageBuffers pages;

    Scratch(PageBuffers pages) {
        this.pages = pages;
    }
}
