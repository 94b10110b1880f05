package dev.venturi.sort;

/// The rows of a sorted run, one after the other.
abstract sealed class RowCursor permits MemoryCursor, StoredCursor {
    /// The page in which the current row lies; only as long as no other block is begun.
    byte[] page = {};

    /// Where the current row begins.
    int at;

    /// Goes on to the next row, the first at first.
    ///
    /// @return whether there is one
    abstract boolean advance();

    /// Whether [#advance] will overwrite the page.
    abstract boolean endsBlock();
}
