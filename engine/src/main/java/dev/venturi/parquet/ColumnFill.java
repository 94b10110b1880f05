package dev.venturi.parquet;

import dev.venturi.table.RowBatch;

/// Fills one column of a batch, row group by row group.
abstract class ColumnFill {
    /// Turns to the first row of a row group.
    void begin(RowGroupPart group) {}

    /// Leaves rows of the row group out.
    void skip(long rows) {}

    /// Reads the next rows of the row group.
    ///
    /// @param n rows to read, no more than the row group has
    /// @param row where they begin in the batch
    /// @return rows before the first one that cannot be used, see [#complaint]
    abstract int read(int n, RowBatch batch, int row);

    /// Name of the column.
    abstract String name();

    /// What is wrong with the first row that could not be used: found, expected, cure.
    abstract String complaint();

    /// Lets go of what the column holds outside the heap.
    void close() {}
}
