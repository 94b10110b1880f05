package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Different texts of a chunk, numbered in the order in which they came.
final class TextDictionary {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST = 1024;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Bytes texts = new Bytes(4096);
    private int[] ends = new int[FIRST];
    private int[] hashes = new int[FIRST];

    /// As in [LongDictionary].
    private char[] slots = new char[2 * FIRST];

    private int size;

    int size() {
        return size;
    }

    /// Bytes of all texts.
    int bytes() {
        return texts.length();
    }

    /// All texts, one behind the other.
    byte[] array() {
        return texts.array();
    }

    int start(int code) {
        return code == 0 ? 0 : ends[code - 1];
    }

    int end(int code) {
        return ends[code];
    }

    /// The number of a text, which is [#size] when it was not there before; a new one is added.
    int codeOf(byte[] source, int from, int to) {
        int hash = hash(source, from, to);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int code = slots[slot] - 1;
            if (hashes[code] == hash
                    && Arrays.equals(texts.array(), start(code), ends[code], source, from, to)) {
                return code;
            }
            slot = (slot + 1) & mask;
        }
        if (size == ends.length) {
            grow();
            return codeOf(source, from, to);
        }
        texts.write(source, from, to - from);
        ends[size] = texts.length();
        hashes[size] = hash;
        slots[slot] = (char) ++size;
        return size - 1;
    }

    private static int hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * MIX;
            hash ^= hash >>> 32;
        }
        for (; at < to; at++) {
            hash = (hash ^ (bytes[at] & 0xFF)) * MIX;
        }
        hash *= MIX;
        return (int) (hash >>> 32);
    }

    private void grow() {
        ends = Arrays.copyOf(ends, size * 2);
        hashes = Arrays.copyOf(hashes, size * 2);
        slots = new char[ends.length * 2];
        for (int code = 0; code < size; code++) {
            int slot = hashes[code] & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = (char) (code + 1);
        }
    }

    void clear() {
        size = 0;
        texts.clear();
        Arrays.fill(slots, (char) 0);
    }
}
