package dev.venturi.feature;

import dev.venturi.kernel.Kernels;

/// Sum of squares of the positions 0..n-1 around their mean: the denominator of a trend against
/// positions, in the contract's order of addition.
final class PositionSquares {
    /// Up to here every partial sum is a multiple of 1/4 below 2^51, so that any order of addition
    /// gives the closed form exactly.
    private static final long EXACT = 300_000;

    private final Kernels kernels;
    private double[] ramp = new double[0];
    private long lastLength = -1;
    private double lastSum;

    PositionSquares(Kernels kernels) {
        this.kernels = kernels;
    }

    /// Exact up to 300,000 positions; above, rounded as the contract adds.
    double of(long length) {
        if (length <= EXACT) {
            long quarters = (length - 1) * length * (length + 1) / 3;
            return quarters / 4.0;
        }
        if (length != lastLength) {
            lastSum = added(length);
            lastLength = length;
        }
        return lastSum;
    }

    private double added(long length) {
        if (ramp.length == 0) {
            ramp = new double[Kernels.BLOCK + 8];
            for (int i = 0; i < ramp.length; i++) {
                ramp[i] = i;
            }
        }
        double sum = 0.0;
        for (long start = 0; start < length; start += Kernels.BLOCK) {
            int n = (int) Math.min(Kernels.BLOCK, length - start);
            // i - ((length - 1) / 2 - start) is exact: integers and halves
            sum += kernels.squares(ramp, 0, n, (length - 1) / 2.0 - start);
        }
        return sum;
    }
}
