package dev.venturi.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// States that are so many doubles for each group, zeros at first. They stand side by side, so that
/// a group that is not in cache is fetched once.
///
/// [LongCells] is the same for longs: one class over both would cost the loops their arrays.
abstract class DoubleCells extends GroupStates {
    /// `[groups * stride]`, and room for more.
    double[] cells = {};

    /// Cells of a group.
    final int stride;

    DoubleCells(int stride) {
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
            out.writeDouble(cells[group * stride + c]);
        }
    }

    @Override
    final void read(int group, DataInput in) throws IOException {
        for (int c = 0; c < stride; c++) {
            cells[group * stride + c] = in.readDouble();
        }
    }

    @Override
    long bytes() {
        return (long) Double.BYTES * cells.length;
    }
}
