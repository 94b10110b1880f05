package dev.venturi.table;

import java.io.Closeable;
import java.io.IOException;

/// Reads the rows of one split in order. Not thread-safe.
///
/// Whatever an inexact split gives, rows, [MalformedDataException] or [TypeAssumptionException],
/// counts only once its [#begin] is known to be right.
@Internal
public interface SplitReader extends Closeable {
    /// Appends rows behind those already in the batch, until it is full or the split ends. Rows
    /// that a filter of the projection rejects are read, but stay out: [RowBatch#takeRemoved].
    ///
    /// @return false when the split has no more rows (the batch may still have received some)
    /// @throws MalformedDataException naming the first bad row
    boolean read(RowBatch batch) throws IOException;

    /// Position of the first row of the split; for an inexact split the reader's guess.
    long begin();

    /// Position behind the last row read, once [#read] has returned false. For two splits that
    /// follow each other in a file it must equal the second one's [#begin], else that guess was
    /// wrong. Less than the split's `to` only for an inexact split whose last row did not end soon
    /// (a guess that may have begun inside quotes must not read the file to its end): the row that
    /// begins there, and what follows, is then read as an exact split.
    long end();

    /// Bytes of the file consumed so far, as stored.
    long bytesRead();

    /// Whether a value of this value column (index into [Projection#values]) was not an int64 so
    /// far.
    boolean fractional(int valueColumn);

    /// Finite texts so far that are beyond the largest double and were read as infinity.
    long overflowedToInfinity();
}
