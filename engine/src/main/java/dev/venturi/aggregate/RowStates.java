package dev.venturi.aggregate;

import dev.venturi.table.Column;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// How many rows each group has.
final class RowStates extends GroupStates {
    private long[] counts = {};

    @Override
    void reserve(int groups) {
        if (groups > counts.length) {
            counts = Arrays.copyOf(counts, Sizes.grown(counts.length, groups));
        }
    }

    @Override
    void update(Column column, int from, int to, int[] groups) {
        long[] into = counts;
        int n = to - from;
        for (int i = 0; i < n; i++) {
            into[groups[i]]++;
        }
    }

    @Override
    void combine(int group, GroupStates later, int laterGroup) {
        counts[group] += ((RowStates) later).counts[laterGroup];
    }

    @Override
    void write(int group, DataOutput out) throws IOException {
        out.writeLong(counts[group]);
    }

    @Override
    void read(int group, DataInput in) throws IOException {
        counts[group] = in.readLong();
    }

    @Override
    long bytes() {
        return (long) Long.BYTES * counts.length;
    }

    @Override
    Answer answer(BuiltIn which, double parameter) {
        return (group, result) -> result.add(counts[group]);
    }
}
