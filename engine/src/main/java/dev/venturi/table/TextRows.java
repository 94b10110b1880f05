package dev.venturi.table;

import java.io.Closeable;

/// Reads a table row by row as texts: for who compares rather than computes. Not thread-safe.
@Internal
public interface TextRows extends Closeable {
    /// Moves to the next row.
    ///
    /// @return false at the end of the last file
    /// @throws MalformedDataException naming the first bad row
    boolean next();

    /// The array that holds the text of a column: `bytes(slot)[from(slot) .. to(slot))`, until the
    /// next row; empty where a typed file has no value.
    ///
    /// @param slot which of the columns asked for
    byte[] bytes(int slot);

    /// Where the text of a column begins.
    int from(int slot);

    /// Where it ends.
    int to(int slot);

    /// Bytes of the files read so far, as stored: all of them at the end.
    long bytesRead();

    /// An error at a field of the row read last.
    MalformedDataException problem(int slot, String message);

    @Override
    void close();
}
