package dev.venturi.aggregate;

import dev.venturi.table.Column;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The states of an aggregate of a user's own.
///
/// @param <S> the state of one group
final class OwnStates<S> extends GroupStates {
    private static final int SAMPLED = 64;
    private static final int POINTER = 8;

    private final Aggregate<S> aggregate;
    private final List<S> states = new ArrayList<>();
    private long sampledBytes;
    private long rowsUntilSample;

    OwnStates(Aggregate<S> aggregate) {
        this.aggregate = aggregate;
    }

    @Override
    void reserve(int groups) {
        while (states.size() < groups) {
            states.add(aggregate.newState());
        }
    }

    @Override
    void update(Column column, int from, int to, int[] groups) {
        switch (column) {
            case Column.DoubleColumn(double[] values) -> {
                for (int i = 0; i < to - from; i++) {
                    double value = values[from + i];
                    S state = states.get(groups[i]);
                    if (Double.isNaN(value)) {
                        aggregate.missing(state);
                    } else {
                        aggregate.update(state, value);
                    }
                }
            }
            case Column.LongColumn(long[] values, boolean @Nullable [] nulls) -> {
                for (int i = 0; i < to - from; i++) {
                    int row = from + i;
                    S state = states.get(groups[i]);
                    if (nulls != null && nulls[row]) {
                        aggregate.missing(state);
                    } else {
                        aggregate.update(state, values[row]);
                    }
                }
            }
            case Column.TextColumn(byte[] bytes, int[] offsets) -> {
                for (int i = 0; i < to - from; i++) {
                    int row = from + i;
                    S state = states.get(groups[i]);
                    if (offsets[row] == offsets[row + 1]) {
                        aggregate.missing(state);
                    } else {
                        aggregate.update(state, bytes, offsets[row], offsets[row + 1]);
                    }
                }
            }
        }
        rowsUntilSample -= to - from;
    }

    @Override
    @SuppressWarnings("unchecked") // states of one aggregate are of one type
    void combine(int group, GroupStates later, int laterGroup) {
        aggregate.combine(states.get(group), ((OwnStates<S>) later).states.get(laterGroup));
    }

    @Override
    void write(int group, DataOutput out) throws IOException {
        aggregate.write(states.get(group), out);
    }

    @Override
    void read(int group, DataInput in) throws IOException {
        states.set(group, aggregate.read(in));
    }

    /// Of some states, asked again once there were as many rows as there are groups.
    @Override
    long bytes() {
        int n = states.size();
        if (rowsUntilSample <= 0 && n > 0) {
            int step = Math.max(1, n / SAMPLED);
            long sum = 0;
            int asked = 0;
            for (int group = 0; group < n; group += step) {
                sum += aggregate.bytes(states.get(group));
                asked++;
            }
            sampledBytes = sum / asked + POINTER;
            rowsUntilSample = n;
        }
        return sampledBytes * n;
    }

    @Override
    Answer answer(BuiltIn which, double parameter) {
        throw unanswered(which);
    }

    Answer answer() {
        return (group, result) -> aggregate.finish(states.get(group), result);
    }
}
