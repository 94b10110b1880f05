package dev.venturi.table;

import org.jspecify.annotations.Nullable;

/// A place in an input: file, line or row group, column.
///
/// @param file the name the user gave, or the path found under it; `standard input` for `-`
/// @param line 1-based physical line, header included; 0 when the place is the file as a whole
/// @param column name of the column; null when the place is the row as a whole
public record Position(String file, long line, @Nullable String column) {
    /// The file as a whole.
    public static Position ofFile(String file) {
        return new Position(file, 0, null);
    }

    /// `vitals.csv:184203: column "heart_rate"`, without the parts that are not known.
    @Override
    public String toString() {
        return file
                + (line > 0 ? ":" + line : "")
                + (column == null ? "" : ": column \"" + column + "\"");
    }
}
