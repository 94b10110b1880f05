package dev.venturi.bytes;

import dev.venturi.table.Internal;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes that grow as they are written; numbers little-endian. The array is shared with whoever
/// asks for it and stays until the next write.
@Internal
public final class Bytes extends OutputStream {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] array;
    private int length;

    /// @param capacity bytes it can hold before it grows
    public Bytes(int capacity) {
        array = new byte[capacity];
    }

    /// What was written, `[0, length)`.
    public byte[] array() {
        return array;
    }

    /// Bytes written.
    public int length() {
        return length;
    }

    /// Begins again with the same memory.
    public void clear() {
        length = 0;
    }

    /// Makes room behind what is written.
    ///
    /// @return where it begins in the [#array]; told by [#advance] what was used of it
    public int reserve(int more) {
        if (array.length - length < more) {
            long doubled = Math.min(Integer.MAX_VALUE - 8L, array.length * 2L);
            array = Arrays.copyOf(array, (int) Math.max(doubled, Math.addExact(length, more)));
        }
        return length;
    }

    /// Counts bytes put into the [#array] as written.
    public void advance(int by) {
        length += by;
    }

    @Override
    public void write(int value) {
        reserve(1);
        array[length++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        reserve(count);
        System.arraycopy(bytes, from, array, length, count);
        length += count;
    }

    /// Writes what others hold.
    public void write(Bytes bytes) {
        write(bytes.array, 0, bytes.length);
    }

    /// Four bytes.
    public void putInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(array, length, value);
        length += Integer.BYTES;
    }

    /// Overwrites four bytes that were written before.
    public void putIntAt(int at, int value) {
        INTS.set(array, at, value);
    }

    /// Eight bytes.
    public void putLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(array, length, value);
        length += Long.BYTES;
    }

    /// Each as eight bytes.
    public void putLongs(long[] values, int from, int to) {
        reserve((to - from) * Long.BYTES);
        byte[] into = array;
        int at = length;
        for (int i = from; i < to; i++) {
            LONGS.set(into, at, values[i]);
            at += Long.BYTES;
        }
        length = at;
    }

    /// The lower half of each as four bytes.
    public void putInts(long[] values, int from, int to) {
        reserve((to - from) * Integer.BYTES);
        byte[] into = array;
        int at = length;
        for (int i = from; i < to; i++) {
            INTS.set(into, at, (int) values[i]);
            at += Integer.BYTES;
        }
        length = at;
    }

    /// An unsigned number of seven bits a byte, the lowest first (ULEB128).
    public void putVarint(int value) {
        reserve(5);
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            array[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[length++] = (byte) rest;
    }
}
