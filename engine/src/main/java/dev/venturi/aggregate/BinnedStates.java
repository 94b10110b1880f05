package dev.venturi.aggregate;

import dev.venturi.table.Column;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Count, sum and, where asked, sum of squares of each group in [Bins]: the same bits for any order
/// of the rows, any cut and any merge.
///
/// The variance is `(n sum(v*v) - sum(v)^2) / (n (n - ddof))` with the numerator in whole numbers,
/// so that nothing cancels: with 6 bins of 24 bits 120 bits below the greatest magnitude are kept.
final class BinnedStates extends LongCells {
    private static final int SUM_BINS = 4;
    private static final int SQUARE_BINS = 6;

    private static final int COUNT = 0;

    /// Which infinities were met.
    private static final int INFINITE = 1;

    private static final int SUM = 2;
    private static final long POSITIVE = 1;
    private static final long NEGATIVE = 2;

    private final boolean squares;
    private final int bins;

    /// Where the squares begin.
    private final int square;

    /// @param squares whether variances are asked for
    BinnedStates(boolean squares) {
        int bins = squares ? SQUARE_BINS : SUM_BINS;
        int square = SUM + Bins.cells(bins);
        super(square + (squares ? Bins.cells(bins) : 0));
        this.squares = squares;
        this.bins = bins;
        this.square = square;
    }

    @Override
    void update(Column column, int from, int to, int[] groups) {
        switch (column) {
            case Column.DoubleColumn(double[] values) -> {
                for (int i = 0; i < to - from; i++) {
                    double value = values[from + i];
                    if (!Double.isNaN(value)) {
                        add(groups[i] * stride, value);
                    }
                }
            }
            case Column.LongColumn(long[] values, boolean @Nullable [] nulls) -> {
                for (int i = 0; i < to - from; i++) {
                    int row = from + i;
                    if (nulls == null || !nulls[row]) {
                        add(groups[i] * stride, (double) values[row]);
                    }
                }
            }
            case Column.TextColumn _ -> throw new IllegalStateException("texts have no sum");
        }
    }

    private void add(int at, double value) {
        cells[at + COUNT]++;
        if (Double.isInfinite(value)) {
            cells[at + INFINITE] |= value > 0 ? POSITIVE : NEGATIVE;
            return;
        }
        Bins.add(cells, at + SUM, bins, value);
        if (squares) {
            Bins.addSquare(cells, at + square, bins, value);
        }
    }

    @Override
    void combine(int group, GroupStates later, int laterGroup) {
        long[] other = ((BinnedStates) later).cells;
        int at = group * stride;
        int of = laterGroup * stride;
        cells[at + COUNT] += other[of + COUNT];
        cells[at + INFINITE] |= other[of + INFINITE];
        Bins.combine(cells, at + SUM, bins, other, of + SUM);
        if (squares) {
            Bins.combine(cells, at + square, bins, other, of + square);
        }
    }

    @Override
    Answer answer(BuiltIn which, double ddof) {
        return switch (which) {
            case SUM -> (group, result) -> result.add(count(group) == 0 ? Double.NaN : sum(group));
            case MEAN -> (group, result) -> result.add(sum(group) / count(group));
            case VARIANCE -> (group, result) -> result.add(variance(group, ddof));
            case STD -> (group, result) -> result.add(Math.sqrt(variance(group, ddof)));
            default -> throw unanswered(which);
        };
    }

    private long count(int group) {
        return cells[group * stride + COUNT];
    }

    private double sum(int group) {
        long infinite = cells[group * stride + INFINITE];
        if (infinite != 0) {
            return infinite == POSITIVE
                    ? Double.POSITIVE_INFINITY
                    : infinite == NEGATIVE ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        return Bins.value(cells, group * stride + SUM, bins);
    }

    private double variance(int group, double ddof) {
        int at = group * stride;
        long n = cells[at + COUNT];
        if (n <= ddof || cells[at + INFINITE] != 0) {
            return Double.NaN;
        }
        if (cells[at + SUM] == 0) {
            return 0; // zeros only
        }
        BigInteger sum = Bins.units(cells, at + SUM, bins);
        BigInteger ofSquares = Bins.units(cells, at + square, bins).multiply(BigInteger.valueOf(n));
        BigInteger squareOfSum = sum.multiply(sum);
        int unit = Bins.unit(cells, at + square, bins);
        int other = 2 * Bins.unit(cells, at + SUM, bins);
        int common = Math.min(unit, other);
        BigInteger difference =
                ofSquares.shiftLeft(unit - common).subtract(squareOfSum.shiftLeft(other - common));
        if (difference.signum() <= 0) {
            return 0; // what was cut off may leave a trace below 0
        }
        // in two steps, so that neither leaves the range of doubles while the result is in it
        int excess = Math.max(0, difference.bitLength() - 2 * Double.PRECISION);
        double scaled = difference.shiftRight(excess).doubleValue() / ((double) n * (n - ddof));
        return Math.scalb(scaled, common + excess);
    }
}
