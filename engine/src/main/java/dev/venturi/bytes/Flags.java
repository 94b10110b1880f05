package dev.venturi.bytes;

import dev.venturi.table.Internal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Zeros and ones that grow as they are added: a byte each until they are packed into bits.
@Internal
public final class Flags {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Multiplied with eight bytes of 0 or 1 it leaves them as the eight bits of the top byte.
    private static final long GATHER = 0x0102040810204080L;

    private byte[] array = new byte[1024];
    private int size;

    /// How many there are.
    public int size() {
        return size;
    }

    /// Makes room for more, to be written into the array as 1 or 0 from [#size] on and then counted
    /// by [#advance].
    public byte[] reserve(int more) {
        int needed = size + more + Long.BYTES;
        if (needed > array.length) {
            array = Arrays.copyOf(array, Math.max(needed, array.length * 2));
        }
        return array;
    }

    /// Counts flags put into the array.
    public void advance(int by) {
        size += by;
    }

    /// Adds ones.
    public void addOnes(int n) {
        byte[] into = reserve(n);
        Arrays.fill(into, size, size + n, (byte) 1);
        size += n;
    }

    /// Packs the flags eight to a byte into the front of [#array], the first in the lowest bit and
    /// the last byte filled up with zeros. Only [#clear] may follow.
    ///
    /// @return bytes
    public int pack() {
        Arrays.fill(array, size, size + Long.BYTES, (byte) 0);
        int n = (size + Byte.SIZE - 1) / Byte.SIZE;
        for (int i = 0; i < n; i++) {
            long eight = (long) LONGS.get(array, i * Long.BYTES);
            array[i] = (byte) ((eight * GATHER) >>> (Long.SIZE - Byte.SIZE));
        }
        return n;
    }

    /// What [#pack] has packed.
    public byte[] array() {
        return array;
    }

    /// Begins again with the same memory.
    public void clear() {
        size = 0;
    }
}
