package dev.venturi.aggregate;

import dev.venturi.table.Column;

/// Count, compensated sum, least and greatest of the doubles of each group.
///
/// The count is a double as well: it is exact up to 2^53. The sum carries what each addition lost
/// (two-sum, Knuth 1969; the use of it Neumaier 1974): its error is at most one rounding of the
/// result, and n² 2^-106 of the sum of magnitudes.
final class DoubleSummary extends DoubleCells {
    private static final int COUNT = 0;
    private static final int SUM = 1;
    private static final int LOST = 2;
    private static final int MIN = 3;
    private static final int MAX = 4;
    private static final int CELLS = 5;

    private static final int BLOCK = 64;

    /// Keeps the compiler from leaving the fetching out.
    private long fetched;

    DoubleSummary() {
        super(CELLS);
    }

    @Override
    void reserve(int groups) {
        int had = cells.length / CELLS;
        super.reserve(groups);
        for (int group = had; group < cells.length / CELLS; group++) {
            cells[group * CELLS + MIN] = Double.POSITIVE_INFINITY;
            cells[group * CELLS + MAX] = Double.NEGATIVE_INFINITY;
        }
    }

    @Override
    void update(Column column, int from, int to, int[] groups) {
        double[] values = ((Column.DoubleColumn) column).values();
        for (int block = from; block < to; block += BLOCK) {
            int end = Math.min(to, block + BLOCK);
            fetch(groups, block - from, end - from);
            add(values, block, end, groups, block - from);
        }
    }

    /// Brings the cells of some rows into cache, as many at once as the processor can wait for.
    private void fetch(int[] groups, int from, int to) {
        double[] in = cells;
        long all = 0;
        for (int i = from; i < to; i++) {
            all ^= Double.doubleToRawLongBits(in[groups[i] * CELLS]);
        }
        fetched = all;
    }

    private void add(double[] values, int from, int to, int[] groups, int first) {
        double[] into = cells;
        for (int row = from; row < to; row++) {
            double value = values[row];
            if (Double.isNaN(value)) {
                continue;
            }
            int at = groups[first + row - from] * CELLS;
            double sum = into[at + SUM];
            double next = sum + value;
            double taken = next - sum;
            into[at + COUNT]++;
            into[at + SUM] = next;
            into[at + LOST] += (sum - (next - taken)) + (value - taken);
            into[at + MIN] = Math.min(into[at + MIN], value);
            into[at + MAX] = Math.max(into[at + MAX], value);
        }
    }

    @Override
    void combine(int group, GroupStates later, int laterGroup) {
        double[] other = ((DoubleSummary) later).cells;
        int at = group * CELLS;
        int of = laterGroup * CELLS;
        if (other[of + COUNT] == 0) {
            return;
        }
        double sum = cells[at + SUM];
        double value = other[of + SUM];
        double next = sum + value;
        double taken = next - sum;
        cells[at + COUNT] += other[of + COUNT];
        cells[at + SUM] = next;
        cells[at + LOST] += other[of + LOST] + ((sum - (next - taken)) + (value - taken));
        cells[at + MIN] = Math.min(cells[at + MIN], other[of + MIN]);
        cells[at + MAX] = Math.max(cells[at + MAX], other[of + MAX]);
    }

    @Override
    long bytes() {
        return super.bytes() + (fetched & 1);
    }

    @Override
    Answer answer(BuiltIn which, double parameter) {
        return switch (which) {
            case COUNT -> (group, result) -> result.add((long) cells[group * CELLS]);
            case SUM -> (group, result) -> result.add(isEmpty(group) ? Double.NaN : sum(group));
            case MEAN -> (group, result) -> result.add(sum(group) / cells[group * CELLS + COUNT]);
            case MIN -> (group, result) -> result.add(orNone(group, cells[group * CELLS + MIN]));
            case MAX -> (group, result) -> result.add(orNone(group, cells[group * CELLS + MAX]));
            case RANGE ->
                    (group, result) ->
                            result.add(
                                    orNone(
                                            group,
                                            cells[group * CELLS + MAX]
                                                    - cells[group * CELLS + MIN]));
            default -> throw unanswered(which);
        };
    }

    private boolean isEmpty(int group) {
        return cells[group * CELLS + COUNT] == 0;
    }

    private double orNone(int group, double value) {
        return isEmpty(group) ? Double.NaN : value;
    }

    /// What was lost has no meaning once the sum is infinite.
    private double sum(int group) {
        double sum = cells[group * CELLS + SUM];
        return Double.isFinite(sum) ? sum + cells[group * CELLS + LOST] : sum;
    }
}
