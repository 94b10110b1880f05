package dev.venturi.aggregate;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The different values of each group, all of them in one set of pairs of group and value; texts
/// are numbered first. Missing values are not counted, 0.0 and -0.0 are one.
final class DistinctStates extends GroupStates {
    private static final int FIRST_SLOTS = 64;
    private static final int MOST_SLOTS = 1 << 29;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /// Numbers of texts; null for a column of numbers.
    private final @Nullable BytesTable texts;

    /// Pairs: the value, and its group plus 1, or 0 where the slot is free.
    private long[] slots = new long[2 * FIRST_SLOTS];

    private int mask = FIRST_SLOTS - 1;
    private int values;
    private int[] counts = {};

    /// The values group by group; empty when they have changed since.
    private long[] sorted = {};

    private int[] starts = {};

    DistinctStates(ColumnType type) {
        texts = type == ColumnType.TEXT ? new BytesTable(List.of(type)) : null;
    }

    @Override
    void reserve(int groups) {
        if (groups > counts.length) {
            counts = Arrays.copyOf(counts, Sizes.grown(counts.length, groups));
        }
    }

    @Override
    void update(Column column, int from, int to, int[] groups) {
        switch (column) {
            case Column.DoubleColumn(double[] doubles) -> {
                for (int i = 0; i < to - from; i++) {
                    double value = doubles[from + i];
                    if (!Double.isNaN(value)) {
                        add(groups[i], KeyColumns.bits(value));
                    }
                }
            }
            case Column.LongColumn(long[] wholes, boolean @Nullable [] nulls) -> {
                for (int i = 0; i < to - from; i++) {
                    int row = from + i;
                    if (nulls == null || !nulls[row]) {
                        add(groups[i], wholes[row]);
                    }
                }
            }
            case Column.TextColumn(byte[] bytes, int[] offsets) -> {
                for (int i = 0; i < to - from; i++) {
                    int row = from + i;
                    if (offsets[row] < offsets[row + 1]) {
                        add(groups[i], texts().find(bytes, offsets[row], offsets[row + 1]));
                    }
                }
            }
        }
    }

    private BytesTable texts() {
        BytesTable table = texts;
        if (table == null) {
            throw new IllegalStateException("the column holds no texts");
        }
        return table;
    }

    private void add(int group, long value) {
        int slot = (int) hash(group, value) & mask;
        while (slots[2 * slot + 1] != 0) {
            if (slots[2 * slot] == value && slots[2 * slot + 1] == group + 1L) {
                return;
            }
            slot = (slot + 1) & mask;
        }
        slots[2 * slot] = value;
        slots[2 * slot + 1] = group + 1L;
        counts[group]++;
        sorted = new long[0];
        if (++values > mask >>> 1) {
            grow();
        }
    }

    private static long hash(int group, long value) {
        return KeyColumns.hash(value ^ (group + 1) * SPREAD);
    }

    private void grow() {
        if (mask > MOST_SLOTS / 2) {
            throw new OutOfMemoryError(
                    "more than %,d different values in one partition".formatted(values));
        }
        int last = 2 * mask + 1;
        long[] larger = new long[2 * (last + 1)];
        for (int old = 0; old < slots.length; old += 2) {
            if (slots[old + 1] == 0) {
                continue;
            }
            int slot = (int) hash((int) slots[old + 1] - 1, slots[old]) & last;
            while (larger[2 * slot + 1] != 0) {
                slot = (slot + 1) & last;
            }
            larger[2 * slot] = slots[old];
            larger[2 * slot + 1] = slots[old + 1];
        }
        slots = larger;
        mask = last;
    }

    /// Puts the values of each group together; counting sort.
    private void sort() {
        if (sorted.length == values && starts.length > 0) {
            return;
        }
        starts = new int[counts.length + 1];
        for (int group = 0; group < counts.length; group++) {
            starts[group + 1] = starts[group] + counts[group];
        }
        int[] next = starts.clone();
        sorted = new long[values];
        for (int slot = 0; slot < slots.length; slot += 2) {
            if (slots[slot + 1] != 0) {
                sorted[next[(int) slots[slot + 1] - 1]++] = slots[slot];
            }
        }
    }

    @Override
    void combine(int group, GroupStates later, int laterGroup) {
        DistinctStates other = (DistinctStates) later;
        other.sort();
        for (int i = other.starts[laterGroup]; i < other.starts[laterGroup + 1]; i++) {
            if (texts == null) {
                add(group, other.sorted[i]);
            } else {
                byte[] text = other.texts().text((int) other.sorted[i]);
                add(group, texts.find(text, 0, text.length));
            }
        }
    }

    @Override
    void write(int group, DataOutput out) throws IOException {
        sort();
        out.writeInt(counts[group]);
        for (int i = starts[group]; i < starts[group + 1]; i++) {
            if (texts == null) {
                out.writeLong(sorted[i]);
            } else {
                byte[] text = texts.text((int) sorted[i]);
                out.writeInt(text.length);
                out.write(text);
            }
        }
    }

    @Override
    void read(int group, DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            if (texts == null) {
                add(group, in.readLong());
            } else {
                byte[] text = new byte[in.readInt()];
                in.readFully(text);
                add(group, texts.find(text, 0, text.length));
            }
        }
    }

    @Override
    long bytes() {
        return (long) Long.BYTES * (slots.length + values)
                + 2L * Integer.BYTES * counts.length
                + (texts == null ? 0 : texts.bytes());
    }

    @Override
    Answer answer(BuiltIn which, double parameter) {
        return (group, result) -> result.add((long) counts[group]);
    }
}
