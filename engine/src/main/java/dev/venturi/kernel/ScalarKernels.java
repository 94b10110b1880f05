package dev.venturi.kernel;

import dev.venturi.table.Internal;

/// The specification of [Kernels] in plain Java.
///
/// Sums over something derived from the values (squares, products) write the derived sequence into
/// a block of scratch memory first and then take the one [#sum]: so the order of addition stands in
/// one place, and HotSpot vectorises the derivation by itself.
@Internal
public final class ScalarKernels implements Kernels {
    private static final long LEAST_OF_NONE = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
    private static final long GREATEST_OF_NONE =
            inOrder(Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY));

    private final double[] derived = new double[BLOCK];

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public int compact(double[] values, int from, int to, double[] out, double[] extremes) {
        int valid = 0;
        for (int i = from; i < to; i++) {
            out[valid] = values[i];
            valid += Double.isNaN(values[i]) ? 0 : 1;
        }
        long least = LEAST_OF_NONE;
        long greatest = GREATEST_OF_NONE;
        for (int i = 0; i < valid; i++) {
            long value = inOrder(Double.doubleToRawLongBits(out[i]));
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        extremes[0] = Double.longBitsToDouble(inOrder(least));
        extremes[1] = Double.longBitsToDouble(inOrder(greatest));
        return valid;
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
        int valid = 0;
        for (int i = from; i < to; i++) {
            axisOut[valid] = axis[i];
            valid += Double.isNaN(values[i]) ? 0 : 1;
        }
        return compact(values, from, to, out, extremes);
    }

    @Override
    public double sum(double[] values, int from, int n) {
        Kernels.requireBlock(values.length, from, n);
        return pairwise(values, from, n);
    }

    @Override
    public double squares(double[] values, int from, int n, double mean) {
        Kernels.requireBlock(values.length, from, n);
        for (int i = 0; i < n; i++) {
            double d = values[from + i] - mean;
            derived[i] = d * d;
        }
        return pairwise(derived, 0, n);
    }

    @Override
    public void squaresAndTrend(
            double[] values, int from, int n, double mean, double centre, double[] sums) {
        sums[0] = squares(values, from, n, mean);
        for (int i = 0; i < n; i++) {
            derived[i] = (centre + i) * (values[from + i] - mean);
        }
        sums[1] = pairwise(derived, 0, n);
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
        sums[0] = squares(values, from, n, mean);
        for (int i = 0; i < n; i++) {
            derived[i] = (axis[from + i] - axisMean) * (values[from + i] - mean);
        }
        sums[1] = pairwise(derived, 0, n);
        sums[2] = squares(axis, from, n, axisMean);
    }

    @Override
    public void higherPowers(double[] values, int from, int n, double mean, double[] sums) {
        Kernels.requireBlock(values.length, from, n);
        for (int i = 0; i < n; i++) {
            double d = values[from + i] - mean;
            derived[i] = d * d * d;
        }
        sums[0] = pairwise(derived, 0, n);
        for (int i = 0; i < n; i++) {
            double d = values[from + i] - mean;
            derived[i] = (d * d) * (d * d);
        }
        sums[1] = pairwise(derived, 0, n);
    }

    @Override
    public double laggedProducts(double[] values, int from, int n, int lag, double mean) {
        Kernels.requireBlock(values.length - lag, from, n);
        for (int i = 0; i < n; i++) {
            derived[i] = (values[from + i] - mean) * (values[from + i + lag] - mean);
        }
        return pairwise(derived, 0, n);
    }

    @Override
    public double absoluteChanges(double[] values, int from, int n) {
        Kernels.requireBlock(values.length - 1, from, n);
        for (int i = 0; i < n; i++) {
            derived[i] = Math.abs(values[from + i + 1] - values[from + i]);
        }
        return pairwise(derived, 0, n);
    }

    @Override
    public int countBeyond(double[] values, int from, int n, double mean, double threshold) {
        int count = 0;
        for (int i = from; i < from + n; i++) {
            count += Math.abs(values[i] - mean) > threshold ? 1 : 0;
        }
        return count;
    }

    /// The contract's order of addition inside one block.
    private static double pairwise(double[] values, int from, int n) {
        if (n <= 128) {
            return leaf(values, from, n);
        }
        int half = n / 16 * 8; // NumPy rounds the first half down to whole lanes
        return pairwise(values, from, half) + pairwise(values, from + half, n - half);
    }

    /// Turns the bits of doubles into longs of the same order, -0.0 below 0.0, and back. The
    /// minimum of longs takes one instruction, that of doubles a branch or five.
    private static long inOrder(long bits) {
        return bits ^ (bits >> 63) >>> 1;
    }

    private static double leaf(double[] values, int from, int n) {
        int end = from + n;
        int i = from;
        double sum = 0.0;
        if (n >= 8) {
            double lane0 = values[i];
            double lane1 = values[i + 1];
            double lane2 = values[i + 2];
            double lane3 = values[i + 3];
            double lane4 = values[i + 4];
            double lane5 = values[i + 5];
            double lane6 = values[i + 6];
            double lane7 = values[i + 7];
            for (i += 8; i <= end - 8; i += 8) {
                lane0 += values[i];
                lane1 += values[i + 1];
                lane2 += values[i + 2];
                lane3 += values[i + 3];
                lane4 += values[i + 4];
                lane5 += values[i + 5];
                lane6 += values[i + 6];
                lane7 += values[i + 7];
            }
            sum = ((lane0 + lane1) + (lane2 + lane3)) + ((lane4 + lane5) + (lane6 + lane7));
        }
        for (; i < end; i++) {
            sum += values[i];
        }
        return sum;
    }
}
