package dev.venturi.feature;

import dev.venturi.kernel.Kernels;

/// Sums over all rows of a series with +0.0 in the place of a missing value, as preset `case-v3`
/// defines them; blocks are of rows here, not of valid values.
final class ZeroFilledSums {
    private final boolean trend;
    private final Kernels kernels;
    private final PositionSquares positionSquares;
    private final double[] block = new double[Kernels.BLOCK + 8];
    private final double[] two = new double[2];

    private int filled;
    private long done;
    private long rows;
    private double sum;

    /// The sum by the number of valid values; 0 when there is none.
    double mean;

    /// sum(d*d).
    double squares;

    /// sum(c*d) and sum(c*c) against the rank of the row.
    double cross;

    double spread;

    ZeroFilledSums(boolean trend, Kernels kernels) {
        this.trend = trend;
        this.kernels = kernels;
        positionSquares = new PositionSquares(kernels);
    }

    void begin() {
        filled = 0;
        done = 0;
        rows = 0;
        sum = mean = squares = cross = spread = 0.0;
    }

    /// First pass: the next rows, in any cut.
    void gather(double[] values, int from, int to) {
        for (int start = from; start < to; ) {
            int end = Math.min(to, start + Kernels.BLOCK - filled);
            for (int r = start; r < end; r++) {
                double value = values[r];
                block[filled + r - start] = Double.isNaN(value) ? 0.0 : value;
            }
            filled += end - start;
            start = end;
            if (filled == Kernels.BLOCK) {
                flushSum();
            }
        }
    }

    private void flushSum() {
        if (filled == 0) {
            return;
        }
        sum += kernels.sum(block, 0, filled);
        rows += filled;
        filled = 0;
    }

    /// After the first pass.
    ///
    /// @return the mean
    double settleMean(long valid) {
        flushSum();
        mean = sum / Math.max(valid, 1);
        if (trend) {
            spread = positionSquares.of(rows);
        }
        return mean;
    }

    /// Second pass: the next rows, in any cut.
    void deviate(double[] values, int from, int to) {
        double centre = mean;
        for (int start = from; start < to; ) {
            int end = Math.min(to, start + Kernels.BLOCK - filled);
            for (int r = start; r < end; r++) {
                double value = values[r];
                block[filled + r - start] = Double.isNaN(value) ? 0.0 : value - centre;
            }
            filled += end - start;
            start = end;
            if (filled == Kernels.BLOCK) {
                flushDeviations();
            }
        }
    }

    /// After the second pass.
    void deviated() {
        flushDeviations();
    }

    private void flushDeviations() {
        if (filled == 0) {
            return;
        }
        if (trend) { // the block holds deviations already: their mean is 0
            kernels.squaresAndTrend(block, 0, filled, 0.0, done - (rows - 1) / 2.0, two);
            squares += two[0];
            cross += two[1];
        } else {
            squares += kernels.squares(block, 0, filled, 0.0);
        }
        done += filled;
        filled = 0;
    }
}
