package dev.venturi.aggregate;

import dev.venturi.table.Column;
import org.jspecify.annotations.Nullable;

/// Count, mean and squared deviations of each group. Update: Welford 1962; combine: Chan, Golub and
/// LeVeque 1983. The mean carries what its additions lost (two-sum, Knuth 1969): where values are
/// large beside their deviation, the rounding of the mean is what costs digits.
final class MomentsStates extends DoubleCells {
    private static final int COUNT = 0;
    private static final int MEAN = 1;
    private static final int LOST = 2;
    private static final int SQUARES = 3;
    private static final int CELLS = 4;

    MomentsStates() {
        super(CELLS);
    }

    @Override
    void update(Column column, int from, int to, int[] groups) {
        switch (column) {
            case Column.DoubleColumn(double[] values) -> doubles(values, from, to, groups);
            case Column.LongColumn(long[] values, boolean @Nullable [] nulls) ->
                    wholes(values, nulls, from, to, groups);
            case Column.TextColumn _ -> throw new IllegalStateException("texts have no moments");
        }
    }

    private void doubles(double[] values, int from, int to, int[] groups) {
        double[] into = cells;
        for (int i = 0; i < to - from; i++) {
            double value = values[from + i];
            if (!Double.isNaN(value)) {
                add(into, groups[i] * CELLS, value);
            }
        }
    }

    private void wholes(long[] values, boolean @Nullable [] nulls, int from, int to, int[] groups) {
        double[] into = cells;
        for (int i = 0; i < to - from; i++) {
            int row = from + i;
            if (nulls == null || !nulls[row]) {
                add(into, groups[i] * CELLS, (double) values[row]);
            }
        }
    }

    private static void add(double[] into, int at, double value) {
        double n = into[at + COUNT] + 1;
        double delta = (value - into[at + MEAN]) - into[at + LOST];
        into[at + COUNT] = n;
        move(into, at, delta / n);
        into[at + SQUARES] += delta * ((value - into[at + MEAN]) - into[at + LOST]);
    }

    /// Adds to the mean.
    private static void move(double[] into, int at, double by) {
        double mean = into[at + MEAN];
        double step = by + into[at + LOST];
        double next = mean + step;
        double taken = next - mean;
        into[at + MEAN] = next;
        into[at + LOST] = (mean - (next - taken)) + (step - taken);
    }

    @Override
    void combine(int group, GroupStates later, int laterGroup) {
        double[] other = ((MomentsStates) later).cells;
        int at = group * CELLS;
        int of = laterGroup * CELLS;
        double had = cells[at + COUNT];
        double more = other[of + COUNT];
        if (more == 0) {
            return;
        }
        if (had == 0) { // arithmetic with an empty state would make NaN of an infinity
            System.arraycopy(other, of, cells, at, CELLS);
            return;
        }
        double n = had + more;
        double delta =
                (other[of + MEAN] - cells[at + MEAN]) + (other[of + LOST] - cells[at + LOST]);
        cells[at + COUNT] = n;
        move(cells, at, delta * more / n);
        cells[at + SQUARES] += other[of + SQUARES] + delta * delta * had * more / n;
    }

    @Override
    Answer answer(BuiltIn which, double ddof) {
        return switch (which) {
            case VARIANCE -> (group, result) -> result.add(variance(group, ddof));
            case STD -> (group, result) -> result.add(Math.sqrt(variance(group, ddof)));
            default -> throw unanswered(which);
        };
    }

    /// NaN for too few values.
    private double variance(int group, double ddof) {
        double n = cells[group * CELLS + COUNT];
        return n <= ddof ? Double.NaN : cells[group * CELLS + SQUARES] / (n - ddof);
    }
}
