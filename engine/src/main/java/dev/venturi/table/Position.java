package dev.venturi.table;

import org.jspecify.annotations.Nullable;

/// A place in an input: file, row group, line or row, column.
///
/// @param file the name the user gave, or the path found under it; `standard input` for `-`
/// @param rowGroup row group of a Parquet file, from 0 as its tools count them; -1 where there are
///   none
/// @param line 1-based physical line, header included; in a file with row groups the 1-based row of
///   the file; 0 when the place is the file or the row group as a whole
/// @param column name of the column; null when the place is the row as a whole
public record Position(String file, int rowGroup, long line, @Nullable String column) {
    /// A place in a file of lines.
    public Position(String file, long line, @Nullable String column) {
        this(file, -1, line, column);
    }

    /// The file as a whole.
    public static Position ofFile(String file) {
        return new Position(file, 0, null);
    }

    /// The same without the column: `vitals.csv:184203`, `vitals.parquet: row group 3, row 184203`.
    public String place() {
        if (rowGroup < 0) {
            return file + (line > 0 ? ":" + line : "");
        }
        return "%s: row group %d%s".formatted(file, rowGroup, line > 0 ? ", row " + line : "");
    }

    /// `vitals.csv:184203: column "heart_rate"`, without the parts that are not known.
    @Override
    public String toString() {
        return place() + (column == null ? "" : ": column \"" + column + "\"");
    }
}
