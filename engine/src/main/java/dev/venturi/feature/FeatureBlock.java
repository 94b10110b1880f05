package dev.venturi.feature;

import dev.venturi.table.EntityKey;
import dev.venturi.table.RowBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The features of up to [#capacity] neighbouring rows of the output on their way there, with the
/// keys and places of their entities.
final class FeatureBlock {
    /// Bytes of the cells of a full block: small beside a split, large beside a hand-over.
    private static final int BYTES = 256 << 10;

    private static final int FEWEST = 16;
    private static final int MOST = 512;

    final FeatureCells cells;
    final int[] files;
    final long[] rows;
    final long[] positions;

    /// Sort keys of the cut-offs, where rows have one.
    final long[] cutoffs;

    /// Which rows are further ones of the entity of the row before.
    final boolean[] further;

    /// Entities that have ended without a row.
    final List<Rowless> rowless = new ArrayList<>();

    private final int capacity;
    private final int keyColumns;
    private int[] keyEnd;
    private byte[] keyBytes = new byte[4096];
    private int entities;

    /// An entity without a row in the output, and where it begins.
    record Rowless(EntityKey key, int file, long position) {}

    FeatureBlock(boolean[] keepsType, int keyColumns) {
        this.capacity = capacity(keepsType.length);
        this.cells = new FeatureCells(keepsType, capacity);
        this.files = new int[capacity];
        this.rows = new long[capacity];
        this.positions = new long[capacity];
        this.cutoffs = new long[capacity];
        this.further = new boolean[capacity];
        this.keyColumns = keyColumns;
        this.keyEnd = new int[capacity * keyColumns];
    }

    /// Rows of a full block of so many cells a row.
    static int capacity(int cells) {
        return Math.clamp(BYTES / Double.BYTES / Math.max(1, cells), FEWEST, MOST);
    }

    int entities() {
        return entities;
    }

    boolean isFull() {
        return entities == capacity;
    }

    /// Adds the key and place of the next entity; its cells stand at the index returned.
    int add(RowBatch batch, int run, int file, long rowCount) {
        for (int k = 0; k < keyColumns; k++) {
            addKeyPart(k, batch.keyBytes(), batch.keyStart(run, k), batch.keyEnd(run, k));
        }
        return place(file, batch.runPosition(run), rowCount);
    }

    /// As above, from a key of its own.
    int add(EntityKey key, int file, long position, long rowCount) {
        for (int k = 0; k < keyColumns; k++) {
            byte[] part = key.parts()[k];
            addKeyPart(k, part, 0, part.length);
        }
        return place(file, position, rowCount);
    }

    /// As above, from the entities of a partition.
    int add(EntityIndex index, int entity) {
        int from = index.keyStart(entity);
        for (int k = 0; k < keyColumns; k++) {
            int to = index.keyEnd(entity, k);
            addKeyPart(k, index.keyBytes(), from, to);
            from = to;
        }
        return place(index.file(entity), index.position(entity), index.rows(entity));
    }

    private int place(int file, long position, long rowCount) {
        files[entities] = file;
        positions[entities] = position;
        rows[entities] = rowCount;
        return entities++;
    }

    private void addKeyPart(int k, byte[] source, int from, int to) {
        int slot = entities * keyColumns + k;
        int at = slot == 0 ? 0 : keyEnd[slot - 1];
        int end = at + to - from;
        if (end > keyBytes.length) {
            keyBytes = Arrays.copyOf(keyBytes, Math.max(end, keyBytes.length * 2));
        }
        System.arraycopy(source, from, keyBytes, at, to - from);
        keyEnd[slot] = end;
    }

    byte[] keyBytes() {
        return keyBytes;
    }

    int keyStart(int entity, int k) {
        int slot = entity * keyColumns + k;
        return slot == 0 ? 0 : keyEnd[slot - 1];
    }

    int keyEnd(int entity, int k) {
        return keyEnd[entity * keyColumns + k];
    }

    EntityKey key(int entity) {
        byte[][] parts = new byte[keyColumns][];
        for (int k = 0; k < keyColumns; k++) {
            parts[k] = Arrays.copyOfRange(keyBytes, keyStart(entity, k), keyEnd(entity, k));
        }
        return new EntityKey(parts);
    }
}
