package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import dev.venturi.table.Column;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/// The values of one column on their way into pages, nulls left out.
sealed interface ColumnValues permits NumberValues, TextValues, BooleanValues {
    /// Adds rows to the page being made.
    ///
    /// @param levels told which of them have a value
    void add(Column column, int from, int n, Levels levels);

    /// Bytes that the page being made will take, about.
    int pageBytes();

    /// The bounds of the page being made; null when no value has an order.
    @Nullable Bounds pageBounds();

    /// Writes the values of the page and begins the next.
    ///
    /// @return how they are written
    Encoding encodePage(Bytes out);

    /// Entries of the chunk's dictionary; 0 when no page needs one.
    int dictionarySize();

    /// Writes the entries as a dictionary page holds them.
    void encodeDictionary(Bytes out);

    /// The bounds of the finished pages of the chunk; null when no value has an order.
    @Nullable Bounds chunkBounds();

    /// NaNs in the finished pages of the chunk; -1 when the column cannot have any.
    long nans();

    /// Begins the next chunk.
    void clear();
}
