package dev.venturi.table;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the rows of a table in order, as columns of whatever type, some thousand at a time. Not
/// thread-safe.
@Internal
public interface BatchReader extends Closeable {
    /// The next rows; their arrays belong to the caller.
    ///
    /// @return null at the end, else at least one row; the columns in the order they were asked
    ///   for: doubles with NaN where missing, int64, booleans as 1 and 0, nanoseconds of times,
    ///   texts
    /// @throws MalformedDataException naming the first bad row
    /// @throws TypeAssumptionException when a column holds another type than was assumed of it
    @Nullable Batch next() throws IOException;

    /// The exception for a row of the batch read last.
    ///
    /// @param column index among those asked for
    MalformedDataException problem(int row, int column, String message) throws IOException;

    /// Bytes of the files consumed so far, as stored.
    long bytesRead();

    /// Finite texts so far that are beyond the largest double and were read as infinity.
    long overflowedToInfinity();

    @Override
    void close();
}
