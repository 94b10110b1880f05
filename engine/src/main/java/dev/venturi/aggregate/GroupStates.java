package dev.venturi.aggregate;

import dev.venturi.table.Column;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The states of all groups of one partition for one column, `[groups]`, groups being numbered from
/// 0. Not thread-safe.
abstract class GroupStates {
    /// Makes room for groups; those that were not there before are empty.
    abstract void reserve(int groups);

    /// Takes rows in order.
    ///
    /// @param column of which rows `[from, to)` are taken
    /// @param groups the group of each of them, `[to - from]`
    abstract void update(Column column, int from, int to, int[] groups);

    /// Adds what a group of other states of the same kind saw, behind what this one saw.
    abstract void combine(int group, GroupStates later, int laterGroup);

    /// Writes the state of a group.
    abstract void write(int group, DataOutput out) throws IOException;

    /// Reads the state of a group that is empty.
    abstract void read(int group, DataInput in) throws IOException;

    /// Told before several threads ask for answers at once, each for other groups.
    void settle() {}

    /// Bytes of memory they take, about.
    abstract long bytes();

    /// What gives the result of an aggregate, which is one of those that these states can answer.
    ///
    /// @param parameter of the aggregate, where it has one
    abstract Answer answer(BuiltIn which, double parameter);

    final IllegalStateException unanswered(BuiltIn which) {
        return new IllegalStateException(getClass().getSimpleName() + " has no " + which);
    }
}
