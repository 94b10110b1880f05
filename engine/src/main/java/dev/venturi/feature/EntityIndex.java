package dev.venturi.feature;

import dev.venturi.table.EntityKey;
import java.util.Arrays;

/// Gives the entities of a partition numbers from 0 in the order in which they appear, and keeps
/// for each its key, the place of its first row and how many rows it has. An open-addressing hash
/// table over fingerprints, confirmed by the bytes of the keys; reused from partition to partition.
final class EntityIndex {
    private final int keyColumns;
    private int size;
    private int[] slots = new int[1024];
    private long[] fingerprints = new long[512];
    private int[] files = new int[512];
    private long[] positions = new long[512];
    private long[] rows = new long[512];

    /// Keys one behind the other; part k of entity e ends at `ends[e * keyColumns + k]`.
    private byte[] keys = new byte[4096];

    private int[] ends;

    EntityIndex(int keyColumns) {
        this.keyColumns = keyColumns;
        this.ends = new int[512 * keyColumns];
    }

    void clear() {
        Arrays.fill(slots, 0);
        size = 0;
    }

    int size() {
        return size;
    }

    int file(int entity) {
        return files[entity];
    }

    long position(int entity) {
        return positions[entity];
    }

    long rows(int entity) {
        return rows[entity];
    }

    byte[] keyBytes() {
        return keys;
    }

    int keyStart(int entity) {
        return entity == 0 ? 0 : ends[entity * keyColumns - 1];
    }

    /// Where a part of an entity's key ends in [#keyBytes].
    int keyEnd(int entity, int keyColumn) {
        return ends[entity * keyColumns + keyColumn];
    }

    EntityKey key(int entity) {
        byte[][] parts = new byte[keyColumns][];
        int from = keyStart(entity);
        for (int k = 0; k < keyColumns; k++) {
            int to = keyEnd(entity, k);
            parts[k] = Arrays.copyOfRange(keys, from, to);
            from = to;
        }
        return new EntityKey(parts);
    }

    /// Notes rows of an entity.
    ///
    /// @param key holds the parts of its key, one behind the other from `from`
    /// @param partEnds where each part ends in `key`
    /// @return its number
    int add(
            long fingerprint,
            byte[] key,
            int from,
            int[] partEnds,
            int file,
            long position,
            int more) {
        int slot = slotOf(fingerprint, key, from, partEnds);
        int entity = slots[slot] - 1;
        if (entity < 0) {
            entity = size;
            if (entity * 2 >= slots.length) {
                grow();
                slot = slotOf(fingerprint, key, from, partEnds);
            }
            slots[slot] = entity + 1;
            insert(fingerprint, key, from, partEnds, file, position);
        }
        rows[entity] += more;
        return entity;
    }

    private void insert(
            long fingerprint, byte[] key, int from, int[] partEnds, int file, long position) {
        int entity = size++;
        if (entity == fingerprints.length) {
            int larger = entity * 2;
            fingerprints = Arrays.copyOf(fingerprints, larger);
            files = Arrays.copyOf(files, larger);
            positions = Arrays.copyOf(positions, larger);
            rows = Arrays.copyOf(rows, larger);
            ends = Arrays.copyOf(ends, larger * keyColumns);
        }
        fingerprints[entity] = fingerprint;
        files[entity] = file;
        positions[entity] = position;
        rows[entity] = 0;
        int at = keyStart(entity);
        int length = partEnds[keyColumns - 1] - from;
        if (at + length > keys.length) {
            keys = Arrays.copyOf(keys, Math.max(at + length, keys.length * 2));
        }
        System.arraycopy(key, from, keys, at, length);
        for (int k = 0; k < keyColumns; k++) {
            ends[entity * keyColumns + k] = at + partEnds[k] - from;
        }
    }

    private int slotOf(long fingerprint, byte[] key, int from, int[] partEnds) {
        int mask = slots.length - 1;
        int slot = (int) (fingerprint >>> 7) & mask;
        while (slots[slot] != 0 && !is(slots[slot] - 1, fingerprint, key, from, partEnds)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean is(int entity, long fingerprint, byte[] key, int from, int[] partEnds) {
        if (fingerprints[entity] != fingerprint) {
            return false;
        }
        int at = keyStart(entity);
        for (int k = 0; k < keyColumns; k++) {
            if (keyEnd(entity, k) - at != partEnds[k] - from) {
                return false;
            }
        }
        return Arrays.equals(
                keys, at, keyEnd(entity, keyColumns - 1), key, from, partEnds[keyColumns - 1]);
    }

    private void grow() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int e = 0; e < size; e++) {
            int slot = (int) (fingerprints[e] >>> 7) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = e + 1;
        }
    }
}
