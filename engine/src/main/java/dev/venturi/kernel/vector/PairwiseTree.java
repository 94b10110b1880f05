package dev.venturi.kernel.vector;

import dev.venturi.kernel.Kernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The shape of the contract's pairwise sum over one block of some length: where its leaves of 8 to
/// 128 values begin, and how their sums are added.
///
/// Trees are kept by length, as gaps give neighbouring series a few lengths that return for ever: a
/// tree of 347 values is 4 leaves, all trees together are 3 MB.
final class PairwiseTree {
    /// A leaf of a divided block has at least 64 values.
    static final int MAX_LEAVES = Kernels.BLOCK / 64;

    private static final int LEAF = 128;

    /// `[n]`; a race plants the same tree twice.
    private static final @Nullable PairwiseTree[] PLANTED = new PairwiseTree[Kernels.BLOCK + 1];

    /// First value of each leaf, counted from the start of the block.
    final int[] starts;

    /// End of each leaf's values that fill all eight lanes.
    final int[] ends;

    /// Number of leaves; 1 up to 128 values.
    final int leaves;

    /// First value of the last leaf that is left over by the lanes.
    final int leftovers;

    /// How many parts are complete with each leaf: so often the last two sums become one.
    private final byte[] completes;

    private PairwiseTree(int[] starts, byte[] completes, int n) {
        this.starts = starts;
        this.completes = completes;
        leaves = starts.length;
        leftovers = n / 8 * 8;
        ends = Arrays.copyOfRange(starts, 1, leaves + 1);
        ends[leaves - 1] = leftovers;
    }

    /// The tree of `n` values, 8..8,192.
    static PairwiseTree of(int n) {
        PairwiseTree tree = PLANTED[n];
        if (tree == null) {
            Divider divider = new Divider();
            divider.divide(0, n);
            tree = divider.tree(n);
            PLANTED[n] = tree;
        }
        return tree;
    }

    /// Combines the eight lanes of every leaf.
    ///
    /// @param lanes `[8 * leaves]`; receives the sums of the leaves in its first `[leaves]`
    /// @return the sum of the last leaf, whose leftovers are still to be added
    double addLanes(double[] lanes) {
        for (int leaf = 0; leaf < leaves; leaf++) {
            int i = 8 * leaf;
            lanes[leaf] =
                    ((lanes[i] + lanes[i + 1]) + (lanes[i + 2] + lanes[i + 3]))
                            + ((lanes[i + 4] + lanes[i + 5]) + (lanes[i + 6] + lanes[i + 7]));
        }
        return lanes[leaves - 1];
    }

    /// Adds the sums of the leaves, halves before wholes.
    ///
    /// @param sums as [#addLanes] left them; overwritten
    /// @param last sum of the last leaf with its leftovers
    double addLeaves(double[] sums, double last) {
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

    /// Walks the leaves from left to right.
    private static final class Divider {
        private final int[] starts = new int[MAX_LEAVES];
        private final byte[] completes = new byte[MAX_LEAVES];
        private int leaves;

        void divide(int start, int n) {
            if (n > LEAF) {
                int half = n / 16 * 8;
                divide(start, half);
                divide(start + half, n - half);
                completes[leaves - 1]++;
            } else {
                starts[leaves] = start;
                leaves++;
            }
        }

        PairwiseTree tree(int n) {
            return new PairwiseTree(
                    Arrays.copyOf(starts, leaves), Arrays.copyOf(completes, leaves), n);
        }
    }
}
