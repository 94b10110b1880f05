package dev.venturi.aggregate;

import dev.venturi.table.Column;
import java.util.List;

/// Rows on their way into groups.
///
/// @param columns those that are read, keys first
/// @param keys the key columns among them
/// @param hashes of the keys, `[n]`
/// @param places of the rows in the table's order, `[n]`
@SuppressWarnings("ArrayRecordComponent") // never compared
record Rows(int n, List<Column> columns, List<Column> keys, long[] hashes, long[] places) {
    static Rows of(int n, List<Column> columns, int keyColumns, long[] places) {
        List<Column> keys = columns.subList(0, keyColumns);
        long[] hashes = new long[n];
        KeyColumns.hash(keys, n, hashes, 0);
        return new Rows(n, columns, keys, hashes, places);
    }
}
