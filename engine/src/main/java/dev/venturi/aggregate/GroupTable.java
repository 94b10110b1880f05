package dev.venturi.aggregate;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import java.util.List;

/// The keys of the groups of one partition: gives each key a number, from 0 in the order in which
/// keys appear. Open addressing, at most half full; never more than 2^31 keys. Not thread-safe.
abstract class GroupTable {
    private static final int FIRST_SLOTS = 64;

    private static final int MOST_SLOTS = 1 << 29;

    private int groups;

    /// Slots of the hash table less one.
    int mask = FIRST_SLOTS - 1;

    /// The table that suits key columns of some types.
    static GroupTable of(List<ColumnType> keys) {
        return keys.size() == 1 && keys.getFirst() != ColumnType.TEXT
                ? new NumberTable(keys.getFirst())
                : new BytesTable(keys);
    }

    /// Numbers of the groups of rows; a key that is new makes a group.
    ///
    /// @param keys the key columns
    /// @param hashes of all rows of the columns; their lowest bits are used
    /// @param from the first row that is taken
    /// @param to the row behind the last
    /// @param into the group of each, `[to - from]`
    abstract void find(List<Column> keys, long[] hashes, int from, int to, int[] into);

    /// Adds the key of a group to columns, one for each key column.
    abstract void addKey(int group, ResultColumn[] columns);

    /// Bytes of memory it takes, about.
    abstract long bytes();

    /// How many groups there are.
    final int groups() {
        return groups;
    }

    /// Counts a new group.
    ///
    /// @return its number
    final int next() {
        return groups++;
    }

    /// Doubles the slots, which are then to be filled anew.
    ///
    /// @return the new [#mask]
    final int doubled() {
        if (mask > MOST_SLOTS / 2) {
            throw new OutOfMemoryError("more than %,d groups in one partition".formatted(groups));
        }
        mask = 2 * mask + 1;
        return mask;
    }

    /// Whether another group would fill the slots too much.
    final boolean isFull() {
        return groups > mask >>> 1;
    }
}
