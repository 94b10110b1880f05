package dev.venturi.kernel.vector;

import dev.venturi.kernel.Kernels;

/// The shape of the contract's pairwise sum over one block: where its leaves of at most 128 values
/// begin, and how their sums are added.
///
/// Planned once per length, as all sums over one series share it.
final class PairwiseTree {
    /// A leaf of a divided block has at least 64 values.
    static final int MAX_LEAVES = Kernels.BLOCK / 64;

    private static final int LEAF = 128;

    /// First value of each leaf, counted from the start of the block.
    final int[] starts = new int[MAX_LEAVES];

    /// End of each leaf's values that fill all eight lanes.
    final int[] ends = new int[MAX_LEAVES];

    /// Number of leaves; 1 up to 128 values.
    int leaves;

    /// First value of the last leaf that is left over by the lanes.
    int leftovers;

    /// How many parts are complete with each leaf: so often the last two sums become one.
    private final byte[] completes = new byte[MAX_LEAVES];

    private int planned = -1;

    private final double[] sums = new double[MAX_LEAVES];

    void plan(int n) {
        if (n != planned) {
            planned = n;
            leaves = 0;
            divide(0, n);
            leftovers = n / 8 * 8;
        }
    }

    private void divide(int start, int n) {
        if (n > LEAF) {
            int half = n / 16 * 8;
            divide(start, half);
            divide(start + half, n - half);
            completes[leaves - 1]++;
        } else {
            starts[leaves] = start;
            ends[leaves] = start + n / 8 * 8;
            completes[leaves] = 0;
            leaves++;
        }
    }

    /// Combines the eight lanes of every leaf.
    ///
    /// @param lanes `[8 * leaves]`
    /// @return the sum of the last leaf, whose leftovers are still to be added; 0.0 where lanes are
    ///   not filled even once
    double addLanes(double[] lanes) {
        for (int leaf = 0; leaf < leaves; leaf++) {
            int i = 8 * leaf;
            sums[leaf] =
                    ((lanes[i] + lanes[i + 1]) + (lanes[i + 2] + lanes[i + 3]))
                            + ((lanes[i + 4] + lanes[i + 5]) + (lanes[i + 6] + lanes[i + 7]));
        }
        return leftovers == 0 ? 0.0 : sums[leaves - 1];
    }

    /// Adds the sums of the leaves, halves before wholes.
    ///
    /// @param last sum of the last leaf with its leftovers
    double addLeaves(double last) {
        sums[leaves - 1] = last;
        int parts = 0;
        for (int leaf = 0; leaf < leaves; leaf++) {
            double sum = sums[leaf];
            for (int i = completes[leaf]; i > 0; i--) {
                parts--;
                sum = sums[parts] + sum;
            }
            sums[parts] = sum;
            parts++;
        }
        return sums[0];
    }
}
