package dev.venturi.sort;

import dev.venturi.table.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the rows of a table are put in order, and how many of them stay.
///
/// @param keys columns that decide, the first first, none twice
/// @param groupKeys how many of the keys, from the first on, make a group
/// @param most rows that stay of each group
record Ordering(Schema schema, List<Key> keys, int groupKeys, long most) {
    /// One column that decides.
    ///
    /// @param column index into the schema
    record Key(int column, boolean descending, boolean missingFirst) {}

    Ordering {
        keys = List.copyOf(keys);
    }

    /// Finds the columns in the schema.
    ///
    /// @param role what messages say they were named for
    /// @param groupKeys how many of the keys make a group
    /// @throws dev.venturi.table.UsageException when a column is not there
    Ordering(Schema schema, List<SortKey> keys, String role, int groupKeys, long most) {
        this(
                schema,
                resolved(schema, keys, role),
                resolved(schema, keys.subList(0, groupKeys), role).size(),
                most);
    }

    /// A column that was named before decides nothing any more.
    private static List<Key> resolved(Schema schema, List<SortKey> keys, String role) {
        Map<Integer, Key> found = new LinkedHashMap<>();
        for (SortKey key : keys) {
            int column = schema.require(key.column(), role);
            found.putIfAbsent(column, new Key(column, key.descending(), key.missingFirst()));
        }
        return new ArrayList<>(found.values());
    }

    /// Whether rows beyond the first of a group are dropped.
    boolean isLimited() {
        return most != Long.MAX_VALUE;
    }
}
