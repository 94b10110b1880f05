package dev.venturi.parquet.write;

import java.util.Arrays;

/// Different values of a chunk, numbered in the order in which they came.
final class LongDictionary {
    private static final int FIRST = 1024;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private long[] values = new long[FIRST];

    /// Code + 1 of the value that stands there, 0 where none does; open addressing, at most half
    /// full.
    private char[] slots = new char[2 * FIRST];

    private int shift = Long.SIZE - 11;
    private int size;

    int size() {
        return size;
    }

    long value(int code) {
        return values[code];
    }

    /// The number of a value, which is [#size] when it was not there before; a new one is added.
    int codeOf(long value) {
        int mask = slots.length - 1;
        int slot = slot(value);
        while (slots[slot] != 0) {
            int code = slots[slot] - 1;
            if (values[code] == value) {
                return code;
            }
            slot = (slot + 1) & mask;
        }
        if (size == values.length) {
            grow();
            return codeOf(value);
        }
        values[size] = value;
        slots[slot] = (char) ++size;
        return size - 1;
    }

    private int slot(long value) {
        long mixed = value * MIX;
        return (int) ((mixed ^ mixed << 21) >>> shift);
    }

    private void grow() {
        values = Arrays.copyOf(values, size * 2);
        slots = new char[values.length * 2];
        shift--;
        for (int code = 0; code < size; code++) {
            int slot = slot(values[code]);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = (char) (code + 1);
        }
    }

    void clear() {
        size = 0;
        Arrays.fill(slots, (char) 0);
    }
}
