package dev.venturi.table;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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

    /// Rows in all, where the files say so without being read.
    default OptionalLong rows() {
        return OptionalLong.empty();
    }

    /// Bytes that reading one split takes, beside the rows handed out.
    default long readerBytes(Projection projection) {
        return 2L << 20; // a chunk of text, and as much on its way into it
    }

    /// What the files say that shows their pieces to hold keys of their own, each a range that
    /// follows the one before: `ranges of patient_id in 12 row groups follow one another`; empty
    /// when they do not show it.
    ///
    /// @param keys indexes of the key columns
    default Optional<String> disjointKeys(List<Integer> keys) {
        return Optional.empty();
    }

    /// Why the files are read as they are, for people: `delimiter ';': ...`.
    default List<String> reasons() {
        return List.of();
    }

    /// What looks odd, for people to see.
    default List<String> warnings() {
        return List.of();
    }

    /// Files that carry no checksum of their content.
    int unprotectedFiles();

    /// The pieces, in the table's order, each of about `targetBytes`, together covering every row
    /// once.
    List<Split> splits(long targetBytes);

    /// The pieces that may hold rows which pass some filters. What is left out holds none, by the
    /// path of a file or by bounds that its writer gave; readers test the rows of the others.
    ///
    /// @param projection its filters decide
    default SplitPlan splitPlan(long targetBytes, Projection projection) {
        return new SplitPlan(splits(targetBytes), 0, 0, 0);
    }

    /// The zone of a column of times, where these are instants: what a time that names no zone
    /// means there. Empty for local times, and for other columns.
    default Optional<ZoneId> zone(int column) {
        return Optional.empty();
    }

    /// Opens one piece; rows that a filter of the projection rejects are not among those read.
    ///
    /// @throws java.io.UncheckedIOException when the file cannot be read, naming it
    SplitReader open(Split split, Projection projection) throws IOException;

    /// As above.
    ///
    /// @param vectors whether compiling vector instructions pays, should the format have a use for
    ///   them; the rows are the same
    default SplitReader open(Split split, Projection projection, boolean vectors)
            throws IOException {
        return open(split, projection);
    }

    /// The place of a row, for messages: reads the file again up to there.
    ///
    /// @param position where a run of rows begins, as [RowBatch#runPosition] gives it
    /// @param rowsAfter rows after the first of that run
    Position locate(int file, long position, long rowsAfter, String column) throws IOException;

    /// As above, where only rows are counted that pass the filters of a projection.
    default Position locate(
            int file, long position, long rowsAfter, String column, List<ColumnFilter> filters)
            throws IOException {
        if (filters.isEmpty()) {
            return locate(file, position, rowsAfter, column);
        }
        // a run that is opened anew for every row tells where the row stands
        Projection counted = new Projection(List.of(), List.of(), List.of(), filters, true);
        RowBatch one = new RowBatch(0, 0, 0, 1);
        long at = position;
        try (SplitReader rows = open(new Split(file, position, Long.MAX_VALUE, true), counted)) {
            boolean more = true;
            for (long left = rowsAfter + 1; left > 0 && more; ) {
                one.clear();
                more = rows.read(one);
                if (one.rows() == 1) {
                    at = one.runPosition(0);
                    left--;
                }
            }
        }
        return locate(file, at, 0, column);
    }

    /// The same table with some columns read as another type, after an assumption did not hold.
    TableSource retyped(List<Field> changed);

    /// Whether no value of a column has been seen when the table was opened, so that its type is a
    /// guess (FLOAT64): INT64 if every value will be one, anything else by [#firstValue].
    boolean undecided(int column);

    /// The field of a column by its first value in the table, found by reading from the beginning;
    /// empty when it has none. For an [#undecided] column of which a [TypeAssumptionException]
    /// told.
    Optional<Field> firstValue(int column) throws IOException;
}
