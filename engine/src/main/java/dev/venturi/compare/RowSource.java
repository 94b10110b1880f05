package dev.venturi.compare;

import java.io.Closeable;

/// Rows of one table, or of a part of it, in order; can be read again from the beginning. Not
/// thread-safe.
///
/// @see TableRows
/// @see SpilledRows
interface RowSource extends Closeable {
    /// Moves [#row] to the next row.
    ///
    /// @return false at the end
    boolean next();

    /// The row read last: a view that [#next] moves.
    TextRow row();

    /// Begins anew before the first row.
    void rewind();

    @Override
    void close();
}
