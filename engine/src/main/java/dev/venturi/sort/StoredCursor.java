package dev.venturi.sort;

import dev.venturi.spill.BlockList;
import dev.venturi.spill.SpillStore;
import java.util.zip.CRC32C;

/// Reads a run from its file, block by block, each held against its checksum.
final class StoredCursor extends RowCursor {
    private final RowLayout layout;
    private final SpillStore store;
    private final BlockList blocks;
    private int block = -1;
    private int rowsLeft;

    StoredCursor(RowLayout layout, SpillStore store, StoredRun run) {
        this.layout = layout;
        this.store = store;
        this.blocks = run.blocks();
    }

    @Override
    boolean advance() {
        if (rowsLeft > 0) {
            at += layout.length(page, at);
            rowsLeft--;
            return true;
        }
        if (block + 1 == blocks.size()) {
            return false;
        }
        block++;
        int length = blocks.length(block);
        if (page.length < length + RowBytes.SLACK) {
            page = new byte[length + RowBytes.SLACK];
        }
        store.read(blocks.address(block), page, length);
        check(length);
        at = RunWriter.HEADER;
        rowsLeft = blocks.rows(block) - 1;
        return true;
    }

    private void check(int length) {
        CRC32C sum = new CRC32C();
        sum.update(page, RunWriter.HEADER, length - RunWriter.HEADER);
        int written = 0;
        for (int b = 0; b < RunWriter.HEADER; b++) {
            written |= (page[b] & 0xff) << (Byte.SIZE * b);
        }
        if ((int) sum.getValue() != written) {
            throw store.damaged(
                    "block %,d of %,d of a sorted run does not have the checksum it was written with"
                            .formatted(block + 1, blocks.size()));
        }
    }

    @Override
    boolean endsBlock() {
        return rowsLeft == 0;
    }
}
