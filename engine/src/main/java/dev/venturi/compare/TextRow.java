package dev.venturi.compare;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A row as the texts of its keys and of the columns compared; a view that its source moves from
/// row to row.
///
/// Field f is `bytes[f][from[f] .. to[f])`, the keys first.
final class TextRow {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int HEAD = Long.BYTES;

    final byte[][] bytes;
    final int[] from;
    final int[] to;

    /// Counts the rows of its table from 0.
    long number;

    private final int keys;

    /// @param keys how many of the fields are keys
    TextRow(int keys, int fields) {
        this.keys = keys;
        this.bytes = new byte[fields][];
        this.from = new int[fields];
        this.to = new int[fields];
    }

    int keys() {
        return keys;
    }

    int fields() {
        return from.length;
    }

    /// Whether a field has the same bytes in both rows.
    boolean sameText(TextRow other, int field) {
        return Arrays.equals(
                bytes[field],
                from[field],
                to[field],
                other.bytes[field],
                other.from[field],
                other.to[field]);
    }

    boolean sameKey(TextRow other) {
        boolean same = true;
        for (int k = 0; k < keys && same; k++) {
            same = sameText(other, k);
        }
        return same;
    }

    /// 64 well mixed bits of the key: eight bytes at a time, the finaliser of MurmurHash3 behind
    /// each.
    long keyHash() {
        long hash = keys;
        for (int k = 0; k < keys; k++) {
            byte[] text = bytes[k];
            int at = from[k];
            int end = to[k];
            hash = mixed(hash + end - at);
            for (; at + Long.BYTES <= end; at += Long.BYTES) {
                hash = mixed(hash ^ (long) LONG.get(text, at));
            }
            long rest = 0;
            for (int shift = 0; at < end; at++, shift += 8) {
                rest |= (text[at] & 0xFFL) << shift;
            }
            hash = mixed(hash ^ rest);
        }
        return hash;
    }

    private static long mixed(long z) {
        long a = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
        long b = (a ^ (a >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return b ^ (b >>> 33);
    }

    /// The key for messages, as `web-1, sda`.
    String keyText() {
        StringBuilder key = new StringBuilder();
        for (int k = 0; k < keys; k++) {
            key.append(k == 0 ? "" : ", ").append(text(k));
        }
        return key.toString();
    }

    String text(int field) {
        return new String(
                bytes[field], from[field], to[field] - from[field], StandardCharsets.UTF_8);
    }

    /// Bytes of the first fields of the row as [#encode] writes them.
    int encodedLength(int fields) {
        int length = HEAD + fields * Integer.BYTES;
        for (int f = 0; f < fields; f++) {
            length += to[f] - from[f];
        }
        return length;
    }

    /// Writes the number of the row and its first fields, each with its length before it.
    void encode(int fields, byte[] into, int at) {
        LONG.set(into, at, number);
        int next = at + HEAD;
        for (int f = 0; f < fields; f++) {
            int length = to[f] - from[f];
            INT.set(into, next, length);
            System.arraycopy(bytes[f], from[f], into, next + Integer.BYTES, length);
            next += Integer.BYTES + length;
        }
    }

    /// Becomes a view of the first fields of an encoded row.
    ///
    /// @param fields at most as many as were encoded
    void decode(int fields, byte[] source, int at) {
        number = (long) LONG.get(source, at);
        int next = at + HEAD;
        for (int f = 0; f < fields; f++) {
            bytes[f] = source;
            from[f] = next + Integer.BYTES;
            to[f] = from[f] + (int) INT.get(source, next);
            next = to[f];
        }
    }
}
