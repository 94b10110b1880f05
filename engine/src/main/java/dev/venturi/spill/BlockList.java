package dev.venturi.spill;

import dev.venturi.table.Internal;
import java.util.Arrays;

/// Where blocks lie, in order; 28 bytes for each.
@Internal
public final class BlockList {
    private long[] addresses = new long[8];
    private int[] lengths = new int[8];
    private int[] rowCounts = new int[8];
    private int[] files = new int[8];
    private int size;
    private long rows;

    /// Adds a block of rows of a file.
    ///
    /// @param length bytes it takes
    public void add(long address, int length, int rowCount, int file) {
        if (size == lengths.length) {
            int larger = size + size / 2;
            addresses = Arrays.copyOf(addresses, larger);
            lengths = Arrays.copyOf(lengths, larger);
            rowCounts = Arrays.copyOf(rowCounts, larger);
            files = Arrays.copyOf(files, larger);
        }
        addresses[size] = address;
        lengths[size] = length;
        rowCounts[size] = rowCount;
        files[size] = file;
        size++;
        rows += rowCount;
    }

    /// Adds the blocks of another list behind these.
    public void addAll(BlockList later) {
        for (int b = 0; b < later.size; b++) {
            add(later.addresses[b], later.lengths[b], later.rowCounts[b], later.files[b]);
        }
    }

    public int size() {
        return size;
    }

    /// Rows of all blocks.
    public long rows() {
        return rows;
    }

    public long address(int block) {
        return addresses[block];
    }

    public int length(int block) {
        return lengths[block];
    }

    /// Rows of one block.
    public int rows(int block) {
        return rowCounts[block];
    }

    public int file(int block) {
        return files[block];
    }
}
