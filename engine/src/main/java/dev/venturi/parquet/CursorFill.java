package dev.venturi.parquet;

import dev.venturi.table.RowBatch;

/// Fills a column of a batch from the pages of a file, as many rows at a time as lie in one page.
abstract class CursorFill extends ColumnFill {
    final ColumnCursor cursor;
    private int converted;

    CursorFill(ColumnCursor cursor) {
        this.cursor = cursor;
    }

    @Override
    final void begin(RowGroupPart group) {
        cursor.begin(group);
    }

    @Override
    final void skip(long rows) {
        cursor.skip(rows);
    }

    @Override
    final int read(int n, RowBatch batch, int row) {
        begin(n);
        int done = 0;
        while (done < n) {
            int rows = cursor.next(n - done);
            try {
                if (cursor.isCoded() && cursor.dictionaries() != converted) {
                    converted = cursor.dictionaries();
                    convert(cursor.dictionary());
                }
                int used = fill(rows, batch, row + done, done);
                if (used < rows) {
                    return done + used;
                }
            } catch (PageProblem | IndexOutOfBoundsException e) {
                throw cursor.problem(e);
            }
            done += rows;
        }
        return n;
    }

    /// Told before rows are read.
    void begin(int n) {}

    /// Makes what its codes stand for out of a dictionary not seen before.
    abstract void convert(Dictionary dictionary);

    /// Takes the rows that the cursor has read.
    ///
    /// @param row where they begin in the batch
    /// @param done rows of this call before them
    /// @return rows before the first one that cannot be used
    abstract int fill(int rows, RowBatch batch, int row, int done);

    @Override
    final String name() {
        return cursor.column.name();
    }

    @Override
    final void close() {
        cursor.close();
    }
}
