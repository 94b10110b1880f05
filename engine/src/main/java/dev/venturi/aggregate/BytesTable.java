package dev.venturi.aggregate;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Groups by texts, by several columns, or by none: keys are compared as the bytes they are packed
/// into, the bytes of a single text being its own.
final class BytesTable extends GroupTable {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int NUMBER = 1 + Long.BYTES;

    private final List<ColumnType> types;
    private final boolean single;

    /// Pairs: the hash, and the group plus 1, or 0 where the slot is free.
    private long[] slots = new long[2 * (mask + 1)];

    /// The keys one behind the other, and where each ends.
    private byte[] bytes = new byte[1024];

    private int[] ends = new int[mask + 1];

    /// The key that is being looked for: `key[keyFrom, keyTo)`.
    private byte[] key = {};

    private int keyFrom;
    private int keyTo;
    private byte[] packed = new byte[64];

    BytesTable(List<ColumnType> types) {
        this.types = types;
        this.single = types.size() == 1;
    }

    @Override
    void find(List<Column> keys, long[] hashes, int from, int to, int[] into) {
        for (int row = from; row < to; row++) {
            look(keys, row);
            into[row - from] = group(hashes[row]);
        }
    }

    /// The group of a single text; a new one makes a group.
    int find(byte[] text, int from, int to) {
        key = text;
        keyFrom = from;
        keyTo = to;
        return group(KeyColumns.hash(text, from, to));
    }

    /// The single text of a group.
    byte[] text(int group) {
        return Arrays.copyOfRange(bytes, start(group), ends[group]);
    }

    private void look(List<Column> keys, int row) {
        if (single) {
            Column.TextColumn text = (Column.TextColumn) keys.getFirst();
            key = text.bytes();
            keyFrom = text.offsets()[row];
            keyTo = text.offsets()[row + 1];
            return;
        }
        int at = 0;
        for (Column column : keys) {
            switch (column) {
                case Column.DoubleColumn(double[] values) -> {
                    double value = values[row];
                    at = number(at, Double.isNaN(value), KeyColumns.bits(value));
                }
                case Column.LongColumn(long[] values, boolean @Nullable [] nulls) ->
                        at = number(at, nulls != null && nulls[row], values[row]);
                case Column.TextColumn(byte[] texts, int[] offsets) -> {
                    int length = offsets[row + 1] - offsets[row];
                    room(at + Integer.BYTES + length);
                    INT.set(packed, at, length);
                    at += Integer.BYTES;
                    System.arraycopy(texts, offsets[row], packed, at, length);
                    at += length;
                }
            }
        }
        key = packed;
        keyFrom = 0;
        keyTo = at;
    }

    private int number(int at, boolean missing, long value) {
        room(at + NUMBER);
        packed[at] = (byte) (missing ? 1 : 0);
        LONG.set(packed, at + 1, missing ? 0 : value);
        return at + NUMBER;
    }

    private void room(int needed) {
        if (needed > packed.length) {
            packed = Arrays.copyOf(packed, Sizes.grown(packed.length, needed));
        }
    }

    private int group(long hash) {
        int slot = (int) hash & mask;
        while (slots[2 * slot + 1] != 0) {
            if (slots[2 * slot] == hash) {
                int group = (int) slots[2 * slot + 1] - 1;
                if (Arrays.equals(bytes, start(group), ends[group], key, keyFrom, keyTo)) {
                    return group;
                }
            }
            slot = (slot + 1) & mask;
        }
        return add(hash, slot);
    }

    private int start(int group) {
        return group == 0 ? 0 : ends[group - 1];
    }

    private int add(long hash, int slot) {
        int group = next();
        int at = start(group);
        int length = keyTo - keyFrom;
        if (at + length < 0 || at + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Sizes.grown(bytes.length, at + length));
        }
        System.arraycopy(key, keyFrom, bytes, at, length);
        if (group == ends.length) {
            ends = Arrays.copyOf(ends, Sizes.grown(group, group + 1));
        }
        ends[group] = at + length;
        slots[2 * slot] = hash;
        slots[2 * slot + 1] = group + 1L;
        if (isFull()) {
            grow();
        }
        return group;
    }

    private void grow() {
        int last = doubled();
        long[] larger = new long[2 * (last + 1)];
        for (int old = 0; old < slots.length; old += 2) {
            if (slots[old + 1] == 0) {
                continue;
            }
            int slot = (int) slots[old] & last;
            while (larger[2 * slot + 1] != 0) {
                slot = (slot + 1) & last;
            }
            larger[2 * slot] = slots[old];
            larger[2 * slot + 1] = slots[old + 1];
        }
        slots = larger;
    }

    @Override
    void addKey(int group, ResultColumn[] columns) {
        int at = start(group);
        if (single) {
            columns[0].add(bytes, at, ends[group]);
            return;
        }
        for (int k = 0; k < types.size(); k++) {
            ResultColumn column = columns[k];
            if (types.get(k) == ColumnType.TEXT) {
                int length = (int) INT.get(bytes, at);
                at += Integer.BYTES;
                column.add(bytes, at, at + length);
                at += length;
                continue;
            }
            long value = (long) LONG.get(bytes, at + 1);
            if (bytes[at] == 1) {
                column.addMissing();
            } else if (types.get(k) == ColumnType.FLOAT64) {
                column.add(Double.longBitsToDouble(value));
            } else {
                column.add(value);
            }
            at += NUMBER;
        }
    }

    @Override
    long bytes() {
        return (long) Long.BYTES * slots.length + bytes.length + (long) Integer.BYTES * ends.length;
    }
}
