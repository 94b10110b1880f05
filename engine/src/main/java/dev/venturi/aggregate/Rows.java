package dev.venturi.aggregate;

import dev.venturi.table.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows on their way into groups.
///
/// @param columns those that are read, keys first
/// @param keys the key columns among them
/// @param hashes of the keys, `[n]`
/// @param base place of the first row in the table's order, where places are not told
/// @param places of the rows in the table's order, `[n]`; null: they follow one another
@SuppressWarnings("ArrayRecordComponent") // never compared
record Rows(
        int n,
        List<Column> columns,
        List<Column> keys,
        long[] hashes,
        long base,
        long @Nullable [] places) {
    static Rows of(
            int n, List<Column> columns, int keyColumns, long base, long @Nullable [] places) {
        List<Column> keys = columns.subList(0, keyColumns);
        long[] hashes = new long[n];
        KeyColumns.hash(keys, n, hashes);
        return new Rows(n, columns, keys, hashes, base, places);
    }

    /// Place of a row in the table's order.
    long place(int row) {
        long[] known = places;
        return known == null ? base + row : known[row];
    }
}
