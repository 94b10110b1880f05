package dev.venturi.aggregate;

import dev.venturi.table.Column;
import java.util.Arrays;
import java.util.List;

/// The groups whose keys have a hash in common: their keys, where each appeared first, and their
/// states. Used by one thread at a time, which folds rows in the order of the table, so that its
/// states do not depend on who folds or how rows were cut.
final class Partition {
    private final BoundPlan plan;
    final GroupTable table;
    final GroupStates[] states;
    private long[] first = {};
    private int[] found = {};

    Partition(BoundPlan plan) {
        this.plan = plan;
        this.table = GroupTable.of(plan.keyTypes);
        this.states = plan.kept.stream().map(k -> k.states().get()).toArray(GroupStates[]::new);
    }

    /// Takes rows `[from, to)`.
    void fold(Rows rows, int from, int to) {
        if (found.length < to - from) {
            found = new int[to - from];
        }
        int before = table.groups();
        table.find(rows.keys(), rows.hashes(), from, to, found);
        int groups = table.groups();
        if (groups > before) {
            appeared(rows, from, to, before, groups);
            for (GroupStates one : states) {
                one.reserve(groups);
            }
        }
        for (int s = 0; s < states.length; s++) {
            states[s].update(rows.columns().get(plan.kept.get(s).slot()), from, to, found);
        }
    }

    private void appeared(Rows rows, int from, int to, int before, int groups) {
        if (groups > first.length) {
            first = Arrays.copyOf(first, Sizes.grown(first.length, groups));
        }
        int next = before;
        for (int row = from; next < groups && row < to; row++) {
            if (found[row - from] == next) {
                first[next++] = rows.places()[row];
            }
        }
    }

    /// Makes groups of keys that are not there yet, with empty states.
    ///
    /// @param places where each appeared first
    /// @return the first of the groups, which follow one another
    int restore(List<Column> keys, int n, long[] places) {
        Rows rows = Rows.of(n, keys, keys.size(), places);
        int before = table.groups();
        if (found.length < n) {
            found = new int[n];
        }
        table.find(rows.keys(), rows.hashes(), 0, n, found);
        appeared(rows, 0, n, before, table.groups());
        for (GroupStates one : states) {
            one.reserve(table.groups());
        }
        return before;
    }

    /// Place of the row in which a group appeared first.
    long first(int group) {
        return first[group];
    }

    int groups() {
        return table.groups();
    }

    /// Bytes of memory it takes, about.
    long bytes() {
        long sum = table.bytes() + (long) Long.BYTES * first.length;
        for (GroupStates one : states) {
            sum += one.bytes();
        }
        return sum;
    }

    /// Makes the group of a table without rows that is grouped by no keys.
    void addEmptyGroup() {
        restore(List.of(), 1, new long[1]);
    }
}
