package dev.venturi.sort;

/// Reads a run that is in memory.
final class MemoryCursor extends RowCursor {
    private final RowBuffer buffer;
    private final int[] addresses;
    private final int rows;
    private int next;

    MemoryCursor(RowBuffer sorted) {
        this.buffer = sorted;
        this.addresses = sorted.addresses();
        this.rows = sorted.rows();
    }

    @Override
    boolean advance() {
        if (next == rows) {
            return false;
        }
        int address = addresses[next++];
        page = buffer.page(address);
        at = RowBuffer.offset(address);
        return true;
    }

    @Override
    boolean endsBlock() {
        return false;
    }
}
