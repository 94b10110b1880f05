package dev.venturi.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Squeezes missing values out and finds the extremes of the rest, in one pass.
///
/// A whole vector is stored at the end of what is valid, of which the next store overwrites the
/// part behind its valid values. Extremes are chosen by comparison, which NaN fails; the vectors'
/// own minimum and maximum, which know NaN and signed zeros, made the pass 1.6 times as long. So
/// zeros are told apart afterwards, and only where one is an extreme.
final class Compaction {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final long NEGATIVE_ZERO = Double.doubleToRawLongBits(-0.0);
    private static final long POSITIVE_ZERO = Double.doubleToRawLongBits(0.0);

    private Compaction() {}

    static int compact(double[] values, int from, int to, double[] out, double[] extremes) {
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
            min = value < min ? value : min;
            max = value > max ? value : max;
        }
        tellZerosApart(out, valid, min, max, extremes);
        return valid;
    }

    /// As above, taking the axis along.
    static int compact(
            double[] values,
            double[] axis,
            int from,
            int to,
            double[] out,
            double[] axisOut,
            double[] extremes) {
        DoubleVector least = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
        DoubleVector greatest = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        int valid = 0;
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, values, i);
            VectorMask<Double> present = v.compare(VectorOperators.EQ, v);
            v.compress(present).intoArray(out, valid);
            DoubleVector.fromArray(SPECIES, axis, i).compress(present).intoArray(axisOut, valid);
            valid += present.trueCount();
            least = least.blend(v, v.compare(VectorOperators.LT, least));
            greatest = greatest.blend(v, v.compare(VectorOperators.GT, greatest));
        }
        double min = least.reduceLanes(VectorOperators.MIN);
        double max = greatest.reduceLanes(VectorOperators.MAX);
        for (; i < to; i++) {
            double value = values[i];
            out[valid] = value;
            axisOut[valid] = axis[i];
            valid += Double.isNaN(value) ? 0 : 1;
            min = value < min ? value : min;
            max = value > max ? value : max;
        }
        tellZerosApart(out, valid, min, max, extremes);
        return valid;
    }

    private static void tellZerosApart(
            double[] valid, int n, double min, double max, double[] extremes) {
        extremes[0] = min;
        extremes[1] = max;
        if (min == 0.0) {
            extremes[0] = contains(valid, n, NEGATIVE_ZERO) ? -0.0 : 0.0;
        }
        if (max == 0.0) {
            extremes[1] = contains(valid, n, POSITIVE_ZERO) ? 0.0 : -0.0;
        }
    }

    private static boolean contains(double[] values, int n, long bits) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, values, i);
            if (v.reinterpretAsLongs().eq(bits).anyTrue()) {
                return true;
            }
        }
        for (; i < n; i++) {
            if (Double.doubleToRawLongBits(values[i]) == bits) {
                return true;
            }
        }
        return false;
    }
}
