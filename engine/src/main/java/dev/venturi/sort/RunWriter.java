package dev.venturi.sort;

import dev.venturi.spill.BlockList;
import dev.venturi.spill.SpillStore;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Writes a sorted run: blocks of whole rows, each with a checksum before it. One run each.
final class RunWriter {
    /// Bytes of the checksum.
    static final int HEADER = Integer.BYTES;

    private final RowLayout layout;
    private final SpillStore.Writer writer;
    private final BlockList blocks = new BlockList();
    private final int blockBytes;
    private byte[] block;
    private int used = HEADER;
    private int rowsOfBlock;
    private byte[] firstKey = {};
    private byte[] lastKey = {};

    /// @param blockBytes bytes of a block, about
    RunWriter(RowLayout layout, SpillStore store, int blockBytes) {
        this.layout = layout;
        this.writer = store.writer();
        this.blockBytes = blockBytes;
        this.block = new byte[blockBytes + RowBytes.SLACK];
    }

    /// Writes rows that come behind those before.
    void add(RowRefs refs) {
        int n = refs.rows;
        if (n == 0) {
            return;
        }
        if (blocks.size() == 0 && rowsOfBlock == 0) {
            firstKey = key(refs, 0);
        }
        for (int r = 0; r < n; r++) {
            byte[] page = refs.pages[r];
            int at = refs.at[r];
            int length = layout.length(page, at);
            if (rowsOfBlock > 0 && used + length > blockBytes) {
                endBlock();
            }
            if (length > block.length - used) {
                block = Arrays.copyOf(block, Math.addExact(used, length));
            }
            System.arraycopy(page, at, block, used, length);
            used += length;
            rowsOfBlock++;
        }
        lastKey = key(refs, n - 1);
    }

    private byte[] key(RowRefs refs, int row) {
        return RunMerge.key(layout, refs.pages[row], refs.at[row]);
    }

    private void endBlock() {
        CRC32C sum = new CRC32C();
        sum.update(block, HEADER, used - HEADER);
        int value = (int) sum.getValue();
        for (int b = 0; b < HEADER; b++) {
            block[b] = (byte) (value >>> (Byte.SIZE * b));
        }
        blocks.add(writer.append(block, used), used, rowsOfBlock, 0);
        used = HEADER;
        rowsOfBlock = 0;
    }

    /// The run, which can be read from now on.
    StoredRun finish() {
        if (rowsOfBlock > 0) {
            endBlock();
        }
        writer.flush();
        return new StoredRun(blocks, firstKey, lastKey);
    }
}
