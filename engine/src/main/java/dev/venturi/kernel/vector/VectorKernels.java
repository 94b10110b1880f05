package dev.venturi.kernel.vector;

import dev.venturi.kernel.Kernels;
import dev.venturi.kernel.ScalarKernels;
import dev.venturi.table.Internal;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Kernels] in the Vector API, with the bits of [ScalarKernels].
///
/// The eight accumulators of the contract's order of addition are 8 lanes: one vector of 512 bits,
/// two of 256, or four of 128. A leaf of the pairwise tree is walked once per vector of
/// accumulators, in steps of 8 values: once, twice or four times, out of the first-level cache.
///
/// The sums of all lanes of all leaves go to scratch memory and are combined there, so that one
/// addition never waits for the one before.
@Internal
public final class VectorKernels implements Kernels {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /// 0.0, 1.0, 2.0, ... in the lanes.
    private static final DoubleVector INDEX = DoubleVector.zero(SPECIES).addIndex(1);

    private final PairwiseTree tree = new PairwiseTree();
    private final double[] lanes0 = new double[8 * PairwiseTree.MAX_LEAVES];
    private final double[] lanes1 = new double[8 * PairwiseTree.MAX_LEAVES];
    private final double[] lanes2 = new double[8 * PairwiseTree.MAX_LEAVES];

    /// For the compaction where vectors cannot be compressed.
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
        if (LANES == 2) {
            return scalar.compact(values, from, to, out, extremes);
        }
        DoubleVector least = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
        DoubleVector greatest = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        int valid = 0;
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, values, i);
            VectorMask<Double> present = v.compare(VectorOperators.EQ, v);
            v.compress(present).intoArray(out, valid);
            valid += present.trueCount();
            least = least.blend(v, v.compare(VectorOperators.LT, least));
            greatest = greatest.blend(v, v.compare(VectorOperators.GT, greatest));
        }
        double min = least.reduceLanes(VectorOperators.MIN);
        double max = greatest.reduceLanes(VectorOperators.MAX);
        for (; i < to; i++) {
            double value = values[i];
            out[valid] = value;
            valid += Double.isNaN(value) ? 0 : 1;
            if (value < min) {
                min = value;
            }
            if (value > max) {
                max = value;
            }
        }
        extremes[0] = min == 0.0 ? leastZero(out, valid) : min;
        extremes[1] = max == 0.0 ? greatestZero(out, valid) : max;
        return valid;
    }

    /// Comparisons do not tell zeros apart: looks for a negative one.
    private static double leastZero(double[] valid, int n) {
        for (int i = 0; i < n; i++) {
            if (Double.doubleToRawLongBits(valid[i]) == Long.MIN_VALUE) {
                return -0.0;
            }
        }
        return 0.0;
    }

    private static double greatestZero(double[] valid, int n) {
        for (int i = 0; i < n; i++) {
            if (Double.doubleToRawLongBits(valid[i]) == 0L) {
                return 0.0;
            }
        }
        return -0.0;
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
        if (LANES == 2) {
            return scalar.compact(values, axis, from, to, out, axisOut, extremes);
        }
        int valid = 0;
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, values, i);
            VectorMask<Double> present = v.compare(VectorOperators.EQ, v);
            DoubleVector.fromArray(SPECIES, axis, i).compress(present).intoArray(axisOut, valid);
            valid += present.trueCount();
        }
        for (; i < to; i++) {
            axisOut[valid] = axis[i];
            valid += Double.isNaN(values[i]) ? 0 : 1;
        }
        return compact(values, from, to, out, extremes);
    }

    @Override
    public double sum(double[] values, int from, int n) {
        Kernels.requireBlock(values.length, from, n);
        tree.plan(n);
        for (int leaf = 0; leaf < tree.leaves; leaf++) {
            int start = from + tree.starts[leaf];
            int end = from + tree.ends[leaf];
            for (int o = 0; o < 8; o += LANES) {
                DoubleVector sum = nothing();
                for (int i = start; i < end; i += 8) {
                    sum = sum.add(DoubleVector.fromArray(SPECIES, values, i + o));
                }
                sum.intoArray(lanes0, 8 * leaf + o);
            }
        }
        double last = tree.addLanes(lanes0);
        for (int i = tree.leftovers; i < n; i++) {
            last += values[from + i];
        }
        return tree.addLeaves(last);
    }

    @Override
    public double squares(double[] values, int from, int n, double mean) {
        Kernels.requireBlock(values.length, from, n);
        tree.plan(n);
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
                sum.intoArray(lanes0, 8 * leaf + o);
            }
        }
        return addSquares(lanes0, values, from, n, mean);
    }

    @Override
    public void squaresAndTrend(
            double[] values, int from, int n, double mean, double centre, double[] sums) {
        Kernels.requireBlock(values.length, from, n);
        tree.plan(n);
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
                squares.intoArray(lanes0, 8 * leaf + o);
                products.intoArray(lanes1, 8 * leaf + o);
            }
        }
        sums[0] = addSquares(lanes0, values, from, n, mean);
        double last = tree.addLanes(lanes1);
        for (int i = tree.leftovers; i < n; i++) {
            last += (centre + i) * (values[from + i] - mean);
        }
        sums[1] = tree.addLeaves(last);
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
        Kernels.requireBlock(Math.min(values.length, axis.length), from, n);
        tree.plan(n);
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
                squares.intoArray(lanes0, 8 * leaf + o);
                products.intoArray(lanes1, 8 * leaf + o);
                axisSquares.intoArray(lanes2, 8 * leaf + o);
            }
        }
        sums[0] = addSquares(lanes0, values, from, n, mean);
        double last = tree.addLanes(lanes1);
        for (int i = tree.leftovers; i < n; i++) {
            last += (axis[from + i] - axisMean) * (values[from + i] - mean);
        }
        sums[1] = tree.addLeaves(last);
        sums[2] = addSquares(lanes2, axis, from, n, axisMean);
    }

    @Override
    public void higherPowers(double[] values, int from, int n, double mean, double[] sums) {
        Kernels.requireBlock(values.length, from, n);
        tree.plan(n);
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
                cubes.intoArray(lanes0, 8 * leaf + o);
                fourths.intoArray(lanes1, 8 * leaf + o);
            }
        }
        double last = tree.addLanes(lanes0);
        for (int i = tree.leftovers; i < n; i++) {
            double d = values[from + i] - mean;
            last += d * d * d;
        }
        sums[0] = tree.addLeaves(last);
        last = tree.addLanes(lanes1);
        for (int i = tree.leftovers; i < n; i++) {
            double d = values[from + i] - mean;
            last += (d * d) * (d * d);
        }
        sums[1] = tree.addLeaves(last);
    }

    @Override
    public double laggedProducts(double[] values, int from, int n, int lag, double mean) {
        Kernels.requireBlock(values.length - lag, from, n);
        tree.plan(n);
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
                sum.intoArray(lanes0, 8 * leaf + o);
            }
        }
        double last = tree.addLanes(lanes0);
        for (int i = from + tree.leftovers; i < from + n; i++) {
            last += (values[i] - mean) * (values[i + lag] - mean);
        }
        return tree.addLeaves(last);
    }

    @Override
    public double absoluteChanges(double[] values, int from, int n) {
        Kernels.requireBlock(values.length - 1, from, n);
        tree.plan(n);
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
                sum.intoArray(lanes0, 8 * leaf + o);
            }
        }
        double last = tree.addLanes(lanes0);
        for (int i = from + tree.leftovers; i < from + n; i++) {
            last += Math.abs(values[i + 1] - values[i]);
        }
        return tree.addLeaves(last);
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

    /// Combines lanes of squares, adds the squares of the leftovers, and adds up the tree.
    private double addSquares(double[] lanes, double[] values, int from, int n, double mean) {
        double last = tree.addLanes(lanes);
        for (int i = tree.leftovers; i < n; i++) {
            double d = values[from + i] - mean;
            last += d * d;
        }
        return tree.addLeaves(last);
    }
}
