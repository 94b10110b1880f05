package dev.venturi.table;

import java.io.IOException;
import java.util.List;

/// A table that can be read in independent pieces, any number of times.
@Internal
public interface TableSource {
    /// The columns; types are what is known before all of it has been read (see
    /// [SplitReader#fractional]).
    Schema schema();

    /// Names of the files in the table's order.
    List<String> files();

    /// Bytes to be read in all, as stored; what progress is measured against.
    long bytes();

    /// The pieces, in the table's order, each of about `targetBytes`, together covering every row
    /// once.
    List<Split> splits(long targetBytes);

    /// Opens one piece.
    ///
    /// @throws java.io.UncheckedIOException when the file cannot be read, naming it
    SplitReader open(Split split, Projection projection) throws IOException;

    /// The place of a row, for messages: reads the file again up to there.
    ///
    /// @param position where a run of rows begins, as [RowBatch#runPosition] gives it
    /// @param rowsAfter rows after the first of that run
    Position locate(int file, long position, long rowsAfter, String column) throws IOException;

    /// The same table with some columns read as another type, after an assumption did not hold.
    TableSource retyped(List<Field> changed);
}
