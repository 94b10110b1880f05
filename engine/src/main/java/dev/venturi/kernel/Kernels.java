package dev.venturi.kernel;

import dev.venturi.table.Internal;
import java.util.Objects;

/// The inner loops of the features, each over one **block**: at most [#BLOCK] neighbouring valid
/// values of a series.
///
/// Every sum is the contract's `pairwise/8192`: inside a block below 8 values left to right from
/// +0.0; up to 128 eight lanes combined `((0+1)+(2+3))+((4+5)+(6+7))` and the leftovers one by one;
/// above, halves of which the first is rounded down to a multiple of 8. No fused multiply-add. All
/// implementations give the same bits; [ScalarKernels] is the specification. Implementations hold
/// scratch memory and belong to one thread.
@Internal
public interface Kernels {
    /// Values of one block of the contract's order of addition.
    int BLOCK = 8192;

    /// `scalar` or `vector (8 x 64 bits)`, for logs.
    String name();

    /// Copies the values that are not NaN to the front of `out` and finds their extremes.
    ///
    /// @param values `[from, to)`, any length
    /// @param out receives the valid values; needs room for `to - from` of them and 8 more
    /// @param extremes `[2]`, receives least and greatest as [Math#min] and [Math#max] order them
    ///   (-0.0 below +0.0); +Infinity and -Infinity when there is none
    /// @return how many are valid
    int compact(double[] values, int from, int to, double[] out, double[] extremes);

    /// As above, taking along the axis values of the rows that stay.
    ///
    /// @param axis `[from, to)`, in step with `values`
    /// @param axisOut room as for `out`
    int compact(
            double[] values,
            double[] axis,
            int from,
            int to,
            double[] out,
            double[] axisOut,
            double[] extremes);

    /// The sum of `n` values, 0..8,192.
    double sum(double[] values, int from, int n);

    /// Sum of d*d, d = v - mean.
    double squares(double[] values, int from, int n, double mean);

    /// Sum of d*d into `sums[0]` and of c*d into `sums[1]`, where c of the first value is `centre`
    /// and grows by one.
    ///
    /// @param centre an integer or half-integer, so that every c is exact
    void squaresAndTrend(
            double[] values, int from, int n, double mean, double centre, double[] sums);

    /// Sum of d*d into `sums[0]`, of c*d into `sums[1]`, of c*c into `sums[2]`, c = axis -
    /// axisMean.
    void squaresAndAxis(
            double[] values,
            double[] axis,
            int from,
            int n,
            double mean,
            double axisMean,
            double[] sums);

    /// Sums of d*d*d into `sums[0]` and of (d*d)*(d*d) into `sums[1]`.
    void higherPowers(double[] values, int from, int n, double mean, double[] sums);

    /// Sum of `(v[i] - mean) * (v[i + lag] - mean)` for i in `[from, from + n)`.
    double laggedProducts(double[] values, int from, int n, int lag, double mean);

    /// Sum of `|v[i + 1] - v[i]|` for i in `[from, from + n)`.
    double absoluteChanges(double[] values, int from, int n);

    /// How many have |v - mean| > threshold, strictly; any length.
    int countBeyond(double[] values, int from, int n, double mean, double threshold);

    /// Holds a block against the array it is taken from, once per call of a kernel.
    ///
    /// @param length of the array, less what the kernel reads beyond the block
    static void requireBlock(int length, int from, int n) {
        if (n > BLOCK) {
            throw new IllegalArgumentException(
                    "a block has at most %,d values, found %,d".formatted(BLOCK, n));
        }
        Objects.checkFromIndexSize(from, n, length);
    }
}
