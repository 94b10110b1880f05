package dev.venturi.sort;

import java.util.Arrays;

/// Compares the keys of rows, and reads eight bytes of them at a time.
final class KeyOrder {
    private KeyOrder() {}

    /// Eight bytes of a key as an unsigned number, from one byte on; zeros where it has no more.
    ///
    /// @param key where the key begins
    /// @param length of the key
    static long word(byte[] page, int key, int length, int skip) {
        int left = length - skip;
        if (left <= 0) {
            return 0;
        }
        long word = RowBytes.keyLong(page, key + skip);
        return left >= Long.BYTES ? word : word & -1L << (Long.SIZE - Byte.SIZE * left);
    }

    /// Compares what follows in two keys that are equal before `skip`.
    static int compare(
            byte[] page,
            int key,
            int length,
            byte[] other,
            int otherKey,
            int otherLength,
            int skip) {
        int from = Math.min(skip, Math.min(length, otherLength));
        return Arrays.compareUnsigned(
                page, key + from, key + length, other, otherKey + from, otherKey + otherLength);
    }
}
