package dev.venturi.kernel.vector;

import dev.venturi.kernel.Kernels;
import dev.venturi.kernel.ScalarKernels;
import dev.venturi.table.Internal;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// [Kernels] in the Vector API, with the bits of [ScalarKernels].
///
/// The eight accumulators of the contract's order of addition are 8 lanes: one vector of 512 bits,
/// two of 256, or four of 128. A leaf of the pairwise tree is walked once per vector of
/// accumulators, in steps of 8 values: once, twice or four times, out of the first-level cache.
///
/// The sums of all leaves go to scratch memory and are combined there, so that one addition never
/// waits for the one before.
@Internal
public final class VectorKernels implements Kernels {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /// Below so many values the scalar form is faster: measured, designs/004-kernels.md.
    private static final int SHORT = 24;

    private static final int SHORT_SUM = 64;

    /// 0.0, 1.0, 2.0, ... in the lanes.
    private static final DoubleVector INDEX = DoubleVector.zero(SPECIES).addIndex(1);

    private static final VectorShuffle<Double> NEIGHBOUR = across(1);
    private static final VectorShuffle<Double> NEXT_TWO = across(2);
    private static final VectorShuffle<Double> NEXT_FOUR = across(4);

    private final double[] lanes0 = new double[8 * PairwiseTree.MAX_LEAVES];
    private final double[] lanes1 = new double[8 * PairwiseTree.MAX_LEAVES];
    private final double[] lanes2 = new double[8 * PairwiseTree.MAX_LEAVES];

    /// For short series, and for the compaction where vectors cannot be compressed.
    private final Kernels scalar = new ScalarKernels();

    private VectorKernels() {}

    /// Doubles in the widest vector of this machine.
    public static int lanes() {
        return LANES;
    }

    /// New kernels, for one thread.
    public static Kernels create() {
        return new VectorKernels();
    }

    @Override
    public String name() {
        return "vector (%d x 64 bits)".formatted(LANES);
    }

    @Override
    public int compact(double[] values, int from, int to, double[] out, double[] extremes) {
        return LANES == 2
                ? scalar.compact(values, from, to, out, extremes)
                : Compaction.compact(values, from, to, out, extremes);
    }

    @Override
    public int compact(
            double[] values,
            double[] axis,
            int from,
            int to,
            double[] out,
            double[] axisOut,
            double[] extremes) {
        return LANES == 2
                ? scalar.compact(values, axis, from, to, out, axisOut, extremes)
                : Compaction.compact(values, axis, from, to, out, axisOut, extremes);
    }

    @Override
    public double sum(double[] values, int from, int n) {
        if (n < SHORT_SUM) {
            return scalar.sum(values, from, n);
        }
        Kernels.requireBlock(values.length, from, n);
        PairwiseTree tree = PairwiseTree.of(n);
        for (int leaf = 0; leaf < tree.leaves; leaf++) {
            int start = from + tree.starts[leaf];
            int end = from + tree.ends[leaf];
            for (int o = 0; o < 8; o += LANES) {
                DoubleVector sum = nothing();
                for (int i = start; i < end; i += 8) {
                    sum = sum.add(DoubleVector.fromArray(SPECIES, values, i + o));
                }
                keep(sum, lanes0, leaf, o);
            }
        }
        double last = lastLeaf(tree, lanes0);
        for (int i = tree.leftovers; i < n; i++) {
            last += values[from + i];
        }
        return tree.addLeaves(lanes0, last);
    }

    @Override
    public double squares(double[] values, int from, int n, double mean) {
        if (n < SHORT) {
            return scalar.squares(values, from, n, mean);
        }
        Kernels.requireBlock(values.length, from, n);
        PairwiseTree tree = PairwiseTree.of(n);
        DoubleVector m = DoubleVector.broadcast(SPECIES, mean);
        for (int leaf = 0; leaf < tree.leaves; leaf++) {
            int start = from + tree.starts[leaf];
            int end = from + tree.ends[leaf];
            for (int o = 0; o < 8; o += LANES) {
                DoubleVector sum = nothing();
                for (int i = start; i < end; i += 8) {
                    DoubleVector d = DoubleVector.fromArray(SPECIES, values, i + o).sub(m);
                    sum = sum.add(d.mul(d));
                }
                keep(sum, lanes0, leaf, o);
            }
        }
        return addSquares(tree, lanes0, values, from, n, mean);
    }

    @Override
    public void squaresAndTrend(
            double[] values, int from, int n, double mean, double centre, double[] sums) {
        if (n < SHORT) {
            scalar.squaresAndTrend(values, from, n, mean, centre, sums);
            return;
        }
        Kernels.requireBlock(values.length, from, n);
        PairwiseTree tree = PairwiseTree.of(n);
        DoubleVector m = DoubleVector.broadcast(SPECIES, mean);
        for (int leaf = 0; leaf < tree.leaves; leaf++) {
            int start = from + tree.starts[leaf];
            int end = from + tree.ends[leaf];
            for (int o = 0; o < 8; o += LANES) {
                DoubleVector squares = nothing();
                DoubleVector products = nothing();
                DoubleVector c = INDEX.add(centre + (tree.starts[leaf] + o));
                for (int i = start; i < end; i += 8) {
                    DoubleVector d = DoubleVector.fromArray(SPECIES, values, i + o).sub(m);
                    squares = squares.add(d.mul(d));
                    products = products.add(c.mul(d));
                    c = c.add(8.0);
                }
                keep(squares, lanes0, leaf, o);
                keep(products, lanes1, leaf, o);
            }
        }
        sums[0] = addSquares(tree, lanes0, values, from, n, mean);
        double last = lastLeaf(tree, lanes1);
        for (int i = tree.leftovers; i < n; i++) {
            last += (centre + i) * (values[from + i] - mean);
        }
        sums[1] = tree.addLeaves(lanes1, last);
    }

    @Override
    public void squaresAndAxis(
            double[] values,
            double[] axis,
            int from,
            int n,
            double mean,
            double axisMean,
            double[] sums) {
        if (n < SHORT) {
            scalar.squaresAndAxis(values, axis, from, n, mean, axisMean, sums);
            return;
        }
        Kernels.requireBlock(Math.min(values.length, axis.length), from, n);
        PairwiseTree tree = PairwiseTree.of(n);
        DoubleVector m = DoubleVector.broadcast(SPECIES, mean);
        DoubleVector x = DoubleVector.broadcast(SPECIES, axisMean);
        for (int leaf = 0; leaf < tree.leaves; leaf++) {
            int start = from + tree.starts[leaf];
            int end = from + tree.ends[leaf];
            for (int o = 0; o < 8; o += LANES) {
                DoubleVector squares = nothing();
                DoubleVector products = nothing();
                DoubleVector axisSquares = nothing();
                for (int i = start; i < end; i += 8) {
                    DoubleVector d = DoubleVector.fromArray(SPECIES, values, i + o).sub(m);
                    DoubleVector c = DoubleVector.fromArray(SPECIES, axis, i + o).sub(x);
                    squares = squares.add(d.mul(d));
                    products = products.add(c.mul(d));
                    axisSquares = axisSquares.add(c.mul(c));
                }
                keep(squares, lanes0, leaf, o);
                keep(products, lanes1, leaf, o);
                keep(axisSquares, lanes2, leaf, o);
            }
        }
        sums[0] = addSquares(tree, lanes0, values, from, n, mean);
        double last = lastLeaf(tree, lanes1);
        for (int i = tree.leftovers; i < n; i++) {
            last += (axis[from + i] - axisMean) * (values[from + i] - mean);
        }
        sums[1] = tree.addLeaves(lanes1, last);
        sums[2] = addSquares(tree, lanes2, axis, from, n, axisMean);
    }

    @Override
    public void higherPowers(double[] values, int from, int n, double mean, double[] sums) {
        if (n < SHORT) {
            scalar.higherPowers(values, from, n, mean, sums);
            return;
        }
        Kernels.requireBlock(values.length, from, n);
        PairwiseTree tree = PairwiseTree.of(n);
        DoubleVector m = DoubleVector.broadcast(SPECIES, mean);
        for (int leaf = 0; leaf < tree.leaves; leaf++) {
            int start = from + tree.starts[leaf];
            int end = from + tree.ends[leaf];
            for (int o = 0; o < 8; o += LANES) {
                DoubleVector cubes = nothing();
                DoubleVector fourths = nothing();
                for (int i = start; i < end; i += 8) {
                    DoubleVector d = DoubleVector.fromArray(SPECIES, values, i + o).sub(m);
                    DoubleVector square = d.mul(d);
                    cubes = cubes.add(square.mul(d));
                    fourths = fourths.add(square.mul(square));
                }
                keep(cubes, lanes0, leaf, o);
                keep(fourths, lanes1, leaf, o);
            }
        }
        double last = lastLeaf(tree, lanes0);
        for (int i = tree.leftovers; i < n; i++) {
            double d = values[from + i] - mean;
            last += d * d * d;
        }
        sums[0] = tree.addLeaves(lanes0, last);
        last = lastLeaf(tree, lanes1);
        for (int i = tree.leftovers; i < n; i++) {
            double d = values[from + i] - mean;
            last += (d * d) * (d * d);
        }
        sums[1] = tree.addLeaves(lanes1, last);
    }

    @Override
    public double laggedProducts(double[] values, int from, int n, int lag, double mean) {
        if (n < SHORT) {
            return scalar.laggedProducts(values, from, n, lag, mean);
        }
        Kernels.requireBlock(values.length - lag, from, n);
        PairwiseTree tree = PairwiseTree.of(n);
        DoubleVector m = DoubleVector.broadcast(SPECIES, mean);
        for (int leaf = 0; leaf < tree.leaves; leaf++) {
            int start = from + tree.starts[leaf];
            int end = from + tree.ends[leaf];
            for (int o = 0; o < 8; o += LANES) {
                DoubleVector sum = nothing();
                for (int i = start; i < end; i += 8) {
                    DoubleVector d = DoubleVector.fromArray(SPECIES, values, i + o).sub(m);
                    DoubleVector later =
                            DoubleVector.fromArray(SPECIES, values, i + lag + o).sub(m);
                    sum = sum.add(d.mul(later));
                }
                keep(sum, lanes0, leaf, o);
            }
        }
        double last = lastLeaf(tree, lanes0);
        for (int i = from + tree.leftovers; i < from + n; i++) {
            last += (values[i] - mean) * (values[i + lag] - mean);
        }
        return tree.addLeaves(lanes0, last);
    }

    @Override
    public double absoluteChanges(double[] values, int from, int n) {
        if (n < SHORT) {
            return scalar.absoluteChanges(values, from, n);
        }
        Kernels.requireBlock(values.length - 1, from, n);
        PairwiseTree tree = PairwiseTree.of(n);
        for (int leaf = 0; leaf < tree.leaves; leaf++) {
            int start = from + tree.starts[leaf];
            int end = from + tree.ends[leaf];
            for (int o = 0; o < 8; o += LANES) {
                DoubleVector sum = nothing();
                for (int i = start; i < end; i += 8) {
                    DoubleVector v = DoubleVector.fromArray(SPECIES, values, i + o);
                    DoubleVector next = DoubleVector.fromArray(SPECIES, values, i + 1 + o);
                    sum = sum.add(next.sub(v).abs());
                }
                keep(sum, lanes0, leaf, o);
            }
        }
        double last = lastLeaf(tree, lanes0);
        for (int i = from + tree.leftovers; i < from + n; i++) {
            last += Math.abs(values[i + 1] - values[i]);
        }
        return tree.addLeaves(lanes0, last);
    }

    @Override
    public int countBeyond(double[] values, int from, int n, double mean, double threshold) {
        DoubleVector m = DoubleVector.broadcast(SPECIES, mean);
        DoubleVector t = DoubleVector.broadcast(SPECIES, threshold);
        int count = 0;
        int end = from + n;
        int i = from;
        for (; i <= end - LANES; i += LANES) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, values, i).sub(m);
            count += d.abs().compare(VectorOperators.GT, t).trueCount();
        }
        for (; i < end; i++) {
            count += Math.abs(values[i] - mean) > threshold ? 1 : 0;
        }
        return count;
    }

    /// Changes nothing it is added to, where 0.0 would change -0.0. Not a constant: a vector from
    /// the heap in a loop's accumulator made the loop allocate, six times slower.
    private static DoubleVector nothing() {
        return DoubleVector.broadcast(SPECIES, -0.0);
    }

    /// Keeps the accumulators of a leaf: their sum where one vector holds all eight of them, else
    /// the lanes from `o` on, until [#lastLeaf] adds them. Adding in registers took 8 % off the
    /// kernels of case-v1 (a year of values, in cache): designs/004-kernels.md.
    private static void keep(DoubleVector sum, double[] lanes, int leaf, int o) {
        if (LANES == 8) {
            DoubleVector twos = sum.add(sum.rearrange(NEIGHBOUR));
            DoubleVector fours = twos.add(twos.rearrange(NEXT_TWO));
            lanes[leaf] = fours.add(fours.rearrange(NEXT_FOUR)).lane(0);
        } else {
            sum.intoArray(lanes, 8 * leaf + o);
        }
    }

    /// Brings the sums of all leaves to the front of `lanes`.
    ///
    /// @return the sum of the last leaf, whose leftovers are still to be added
    private static double lastLeaf(PairwiseTree tree, double[] lanes) {
        return LANES == 8 ? lanes[tree.leaves - 1] : tree.addLanes(lanes);
    }

    /// The lane that stands in the place of lane i: i with one bit turned over.
    private static VectorShuffle<Double> across(int bit) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ bit) & (LANES - 1));
    }

    /// Combines lanes of squares, adds the squares of the leftovers, and adds up the tree.
    private double addSquares(
            PairwiseTree tree, double[] lanes, double[] values, int from, int n, double mean) {
        double last = lastLeaf(tree, lanes);
        for (int i = tree.leftovers; i < n; i++) {
            double d = values[from + i] - mean;
            last += d * d;
        }
        return tree.addLeaves(lanes, last);
    }
}
