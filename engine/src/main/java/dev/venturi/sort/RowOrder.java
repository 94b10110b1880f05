package dev.venturi.sort;

import dev.venturi.table.Batch;
import java.io.Closeable;
import java.io.IOException;

/// Takes rows as they come and gives some or all of them back in another order. One thread adds and
/// takes.
sealed interface RowOrder extends Closeable permits Sorter, FirstRows {
    /// Takes rows in order.
    interface Taker {
        /// Takes the next rows and says whether more are wanted.
        boolean take(Batch batch) throws IOException, InterruptedException;
    }

    /// Adds rows behind those before.
    void add(Batch batch) throws InterruptedException;

    /// Hands on the rows in order; none may be added any more.
    ///
    /// @return how many there were, those not wanted any more left out
    long writeTo(Taker taker) throws IOException, InterruptedException;

    /// Rows added so far.
    long rows();

    /// Sorted pieces merged in the end.
    int runs();

    /// Pieces that were written to disk.
    int runsOnDisk();

    /// Bytes that were written to disk.
    long spilledBytes();

    /// Bytes of memory that it was to take at most, given the rows there were: [SortMemory].
    long predictedBytes();

    /// Ends what is still at work, then removes the temporary files.
    @Override
    void close();
}
