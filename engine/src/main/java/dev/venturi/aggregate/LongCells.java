package dev.venturi.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// States that are so many longs for each group, zeros at first. They stand side by side, so that a
/// group that is not in cache is fetched once.
///
/// [DoubleCells] is the same for doubles: one class over both would cost the loops their arrays.
abstract class LongCells extends GroupStates {
    /// `[groups * stride]`, and room for more.
    long[] cells = {};

    /// Cells of a group.
    final int stride;

    LongCells(int stride) {
        this.stride = stride;
    }

    @Override
    void reserve(int groups) {
        int needed = Math.multiplyExact(groups, stride);
        if (needed > cells.length) {
            cells = Arrays.copyOf(cells, Sizes.grown(cells.length, needed));
        }
    }

    @Override
    final void write(int group, DataOutput out) throws IOException {
        for (int c = 0; c < stride; c++) {
            out.writeLong(cells[group * stride + c]);
        }
    }

    @Override
    final void read(int group, DataInput in) throws IOException {
        for (int c = 0; c < stride; c++) {
            cells[group * stride + c] = in.readLong();
        }
    }

    @Override
    final long bytes() {
        return (long) Long.BYTES * cells.length;
    }
}
