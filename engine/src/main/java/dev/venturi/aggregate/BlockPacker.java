package dev.venturi.aggregate;

import dev.venturi.spill.BatchPacker;
import dev.venturi.spill.BlockList;
import dev.venturi.spill.SpillStore;
import dev.venturi.table.Batch;

/// What one thread puts blocks aside with, and reads them back.
final class BlockPacker {
    private final BatchPacker batches = new BatchPacker();
    private final SpillStore store;
    private final SpillStore.Writer writer;
    private final GroupByProgress progress;
    private long[] nowhere = {};

    BlockPacker(SpillStore store, GroupByProgress progress) {
        this.store = store;
        this.writer = store.writer();
        this.progress = progress;
    }

    /// Packs rows `[from, to)` with their places and writes them.
    void write(Batch batch, int from, int to, long[] places, BlockList into) {
        if (nowhere.length < to) {
            nowhere = new long[to];
        }
        int length = batches.pack(batch, from, to, nowhere, places);
        into.add(writer.append(batches.bytes(), length), length, to - from, 0);
        progress.spilled(length);
    }

    /// Writes bytes that stand for some groups.
    void write(byte[] bytes, int groups, BlockList into) {
        into.add(writer.append(bytes, bytes.length), bytes.length, groups, 0);
        progress.spilled(bytes.length);
    }

    /// Makes what was written readable.
    void flush() {
        writer.flush();
    }

    /// Reads packed rows back.
    BatchPacker.Placed read(BlockList list, int block, int columns) {
        return batches.unpack(store, list.address(block), list.length(block), columns);
    }

    /// Reads bytes back.
    byte[] bytes(BlockList list, int block) {
        byte[] bytes = new byte[list.length(block)];
        store.read(list.address(block), bytes, bytes.length);
        return bytes;
    }
}
