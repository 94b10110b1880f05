package dev.venturi.aggregate;

import dev.venturi.kernel.StoppableSort;
import dev.venturi.table.Column;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// All values of each group, for exact quantiles: 12 bytes a value while they come, 8 more when
/// they are asked for.
final class ValueStates extends GroupStates {
    private int[] counts = {};

    /// The values in the order in which they came, and the group of each.
    private double[] values = {};

    private int[] groupOf = {};
    private int size;

    /// The values group by group, those of some groups in ascending order; of all that there were
    /// when it was made.
    private double[] gathered = {};

    private int[] starts = {};
    private boolean[] ascends = {};
    private boolean stale = true;

    @Override
    void reserve(int groups) {
        if (groups > counts.length) {
            counts = Arrays.copyOf(counts, Sizes.grown(counts.length, groups));
            stale = true;
        }
    }

    @Override
    void update(Column column, int from, int to, int[] groups) {
        switch (column) {
            case Column.DoubleColumn(double[] doubles) -> {
                for (int i = 0; i < to - from; i++) {
                    double value = doubles[from + i];
                    if (!Double.isNaN(value)) {
                        add(groups[i], value);
                    }
                }
            }
            case Column.LongColumn(long[] wholes, boolean @Nullable [] nulls) -> {
                for (int i = 0; i < to - from; i++) {
                    int row = from + i;
                    if (nulls == null || !nulls[row]) {
                        add(groups[i], (double) wholes[row]);
                    }
                }
            }
            case Column.TextColumn _ -> throw new IllegalStateException("texts are no numbers");
        }
    }

    private void add(int group, double value) {
        if (size == values.length) {
            int room = Sizes.grown(size, size + 1);
            values = Arrays.copyOf(values, room);
            groupOf = Arrays.copyOf(groupOf, room);
        }
        values[size] = value;
        groupOf[size++] = group;
        counts[group]++;
        stale = true;
    }

    /// Puts the values of each group together, in the order in which they came; counting sort.
    private void gather() {
        if (!stale) {
            return;
        }
        starts = new int[counts.length + 1];
        for (int group = 0; group < counts.length; group++) {
            starts[group + 1] = starts[group] + counts[group];
        }
        int[] next = starts.clone();
        gathered = new double[size];
        for (int i = 0; i < size; i++) {
            gathered[next[groupOf[i]]++] = values[i];
        }
        ascends = new boolean[counts.length];
        stale = false;
    }

    @Override
    void combine(int group, GroupStates later, int laterGroup) {
        ValueStates other = (ValueStates) later;
        other.gather();
        for (int i = other.starts[laterGroup]; i < other.starts[laterGroup + 1]; i++) {
            add(group, other.gathered[i]);
        }
    }

    @Override
    void write(int group, DataOutput out) throws IOException {
        gather();
        out.writeInt(counts[group]);
        for (int i = starts[group]; i < starts[group + 1]; i++) {
            out.writeDouble(gathered[i]);
        }
    }

    @Override
    void read(int group, DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            add(group, in.readDouble());
        }
    }

    @Override
    void settle() {
        gather();
    }

    @Override
    long bytes() {
        return (long) (Double.BYTES + Integer.BYTES) * values.length
                + (long) Double.BYTES * size
                + (long) (3 * Integer.BYTES + 1) * counts.length;
    }

    @Override
    Answer answer(BuiltIn which, double parameter) {
        return switch (which) {
            case MEDIAN -> (group, result) -> result.add(median(group));
            case QUANTILE -> (group, result) -> result.add(quantile(group, parameter));
            default -> throw unanswered(which);
        };
    }

    private void ascend(int group) {
        gather();
        if (!ascends[group]) {
            StoppableSort.ascending(gathered, starts[group], starts[group + 1]);
            ascends[group] = true;
        }
    }

    private double median(int group) {
        ascend(group);
        int n = counts[group];
        int middle = starts[group] + n / 2;
        if (n == 0) {
            return Double.NaN;
        }
        return n % 2 == 1 ? gathered[middle] : (gathered[middle - 1] + gathered[middle]) / 2;
    }

    /// Hyndman & Fan 1996, type 7, interpolated as NumPy 1.24 does.
    private double quantile(int group, double q) {
        ascend(group);
        int n = counts[group];
        if (n == 0) {
            return Double.NaN;
        }
        double h = (n - 1) * q;
        int low = (int) h;
        double t = h - low;
        double a = gathered[starts[group] + low];
        double b = gathered[starts[group] + Math.min(low + 1, n - 1)];
        if (t == 0 || (a == b && Double.isInfinite(a))) {
            return a + 0.0; // an infinite neighbour of weight 0 must not make a NaN
        }
        return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
    }
}
