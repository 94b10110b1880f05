package dev.venturi.csv;

import org.jspecify.annotations.Nullable;

/// What a [RowScanner] does with rows that are none, instead of ending with the first.
interface BadRows {
    /// Leaves them out without a word.
    BadRows IGNORED = (_, _, _, _, _, _) -> {};

    /// A row is left out: `scanner.bytes[from .. to)`, without its line feed.
    ///
    /// @param fault buffer position of what is wrong
    /// @param column name of the column that is wrong; null: the row as a whole
    void leaveOut(
            RowScanner scanner,
            int from,
            int to,
            int fault,
            @Nullable String column,
            String reason);
}
