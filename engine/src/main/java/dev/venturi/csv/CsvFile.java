package dev.venturi.csv;

import dev.venturi.kernel.FieldKernels;
import org.jspecify.annotations.Nullable;

/// One file of a table: how it is opened, and which column of the table each of its fields is.
///
/// @param begin position in the content where the rows begin, behind mark and header
/// @param columns for each field of a row the column of the table; owned by the table
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
record CsvFile(InputFile file, InputFormat format, long begin, int[] columns) {
    /// The field of a row that is a column of the table; -1 for none.
    int placeOf(int column) {
        for (int place = 0; place < columns.length; place++) {
            if (columns[place] == column) {
                return place;
            }
        }
        return -1;
    }

    RowScanner rows(long from, long to, boolean exact) {
        return rows(from, to, exact, false);
    }

    RowScanner rows(long from, long to, boolean exact, boolean vectors) {
        FieldKernels kernels = FieldKernels.create(vectors);
        return new RowScanner(file, format, kernels, columns.length, from, to, exact, null);
    }

    /// All rows from a place on.
    ///
    /// @param bad what is told of rows that are none; null: the first one ends reading
    RowScanner rows(long from, long to, @Nullable BadRows bad) {
        FieldKernels kernels = FieldKernels.create(false);
        return new RowScanner(file, format, kernels, columns.length, from, to, true, bad);
    }

    /// Whether there is anything behind the header; of compressed files it is not known.
    boolean mayHaveRows() {
        return !format.isPlain() || begin < file.size();
    }
}
