package dev.venturi.aggregate;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Groups by one column of numbers, booleans or times.
///
/// A slot holds the number and its group side by side, so that a look-up fetches one line of cache.
final class NumberTable extends GroupTable {
    private static final int BLOCK = 64;

    private final ColumnType type;

    /// Pairs: the number, and its group plus 1, or 0 where the slot is free.
    private long[] slots = new long[2 * (mask + 1)];

    /// The number of each group.
    private long[] numbers = new long[mask + 1];

    /// The group of rows without a number; -1 as long as there is none.
    private int missing = -1;

    /// Keeps the compiler from leaving the fetching out.
    private long fetched;

    NumberTable(ColumnType type) {
        this.type = type;
    }

    @Override
    void find(List<Column> keys, long[] hashes, int from, int to, int[] into) {
        switch (keys.getFirst()) {
            case Column.LongColumn(long[] values, boolean @Nullable [] nulls) -> {
                if (nulls == null) {
                    find(values, hashes, from, to, into);
                } else {
                    for (int row = from; row < to; row++) {
                        into[row - from] = nulls[row] ? missing() : group(values[row], hashes[row]);
                    }
                }
            }
            case Column.DoubleColumn(double[] values) -> {
                for (int row = from; row < to; row++) {
                    double value = values[row];
                    into[row - from] =
                            Double.isNaN(value)
                                    ? missing()
                                    : group(KeyColumns.bits(value), hashes[row]);
                }
            }
            case Column.TextColumn _ -> throw new IllegalStateException("texts are no numbers");
        }
    }

    /// Some rows at a time, whose slots are all fetched before the first is looked at: a branch
    /// that waits for memory and goes the other way would hold up everything behind it.
    private void find(long[] values, long[] hashes, int from, int to, int[] into) {
        for (int block = from; block < to; block += BLOCK) {
            int end = Math.min(to, block + BLOCK);
            long[] in = slots;
            int last = mask;
            long all = 0;
            for (int row = block; row < end; row++) {
                all += in[2 * ((int) hashes[row] & last)];
            }
            fetched = all;
            for (int row = block; row < end; row++) {
                long value = values[row];
                int slot = (int) hashes[row] & last;
                while (in[2 * slot] != value && in[2 * slot + 1] != 0) {
                    slot = (slot + 1) & last;
                }
                int group = (int) in[2 * slot + 1] - 1;
                if (group < 0) {
                    group = add(value, slot);
                    in = slots;
                    last = mask;
                }
                into[row - from] = group;
            }
        }
    }

    private int group(long value, long hash) {
        int slot = (int) hash & mask;
        while (slots[2 * slot] != value && slots[2 * slot + 1] != 0) {
            slot = (slot + 1) & mask;
        }
        int group = (int) slots[2 * slot + 1] - 1;
        return group >= 0 ? group : add(value, slot);
    }

    private int missing() {
        if (missing < 0) {
            missing = next();
            reserve(missing + 1);
        }
        return missing;
    }

    /// Makes a group of a number that is to stand in a free slot.
    private int add(long value, int slot) {
        int group = next();
        reserve(group + 1);
        numbers[group] = value;
        slots[2 * slot] = value;
        slots[2 * slot + 1] = group + 1L;
        if (isFull()) {
            grow();
        }
        return group;
    }

    private void reserve(int groups) {
        if (groups > numbers.length) {
            numbers = Arrays.copyOf(numbers, Sizes.grown(numbers.length, groups));
        }
    }

    private void grow() {
        int last = doubled();
        long[] larger = new long[2 * (last + 1)];
        for (int group = 0; group < groups(); group++) {
            if (group == missing) {
                continue;
            }
            int slot = (int) KeyColumns.hash(numbers[group]) & last;
            while (larger[2 * slot + 1] != 0) {
                slot = (slot + 1) & last;
            }
            larger[2 * slot] = numbers[group];
            larger[2 * slot + 1] = group + 1L;
        }
        slots = larger;
    }

    @Override
    void addKey(int group, ResultColumn[] columns) {
        ResultColumn column = columns[0];
        if (group == missing) {
            column.addMissing();
        } else if (type == ColumnType.FLOAT64) {
            column.add(Double.longBitsToDouble(numbers[group]));
        } else {
            column.add(numbers[group]);
        }
    }

    @Override
    long bytes() {
        return (long) Long.BYTES * (slots.length + numbers.length) + (fetched & 1);
    }
}
