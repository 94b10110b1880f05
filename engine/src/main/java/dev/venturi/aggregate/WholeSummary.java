package dev.venturi.aggregate;

import dev.venturi.table.Column;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Count, sum, least and greatest of the whole numbers, booleans or times of each group, all exact:
/// the sum is kept in 128 bits, so that only one that does not fit 64 bits is an overflow, in
/// whatever order the values come.
final class WholeSummary extends LongCells {
    private static final int COUNT = 0;
    private static final int LOW = 1;
    private static final int HIGH = 2;
    private static final int MIN = 3;
    private static final int MAX = 4;
    private static final int CELLS = 5;

    private final String name;

    /// @param name of the column, for messages
    WholeSummary(String name) {
        super(CELLS);
        this.name = name;
    }

    @Override
    void reserve(int groups) {
        int had = cells.length / CELLS;
        super.reserve(groups);
        for (int group = had; group < cells.length / CELLS; group++) {
            cells[group * CELLS + MIN] = Long.MAX_VALUE;
            cells[group * CELLS + MAX] = Long.MIN_VALUE;
        }
    }

    @Override
    void update(Column column, int from, int to, int[] groups) {
        Column.LongColumn wholes = (Column.LongColumn) column;
        long[] values = wholes.values();
        boolean @Nullable [] nulls = wholes.nulls();
        long[] into = cells;
        int n = to - from;
        for (int i = 0; i < n; i++) {
            int row = from + i;
            if (nulls != null && nulls[row]) {
                continue;
            }
            long value = values[row];
            int at = groups[i] * CELLS;
            long low = into[at + LOW];
            long next = low + value;
            into[at + COUNT]++;
            into[at + LOW] = next;
            into[at + HIGH] += (value >> 63) + carry(next, low);
            into[at + MIN] = Math.min(into[at + MIN], value);
            into[at + MAX] = Math.max(into[at + MAX], value);
        }
    }

    private static long carry(long sum, long before) {
        return Long.compareUnsigned(sum, before) < 0 ? 1 : 0;
    }

    @Override
    void combine(int group, GroupStates later, int laterGroup) {
        long[] other = ((WholeSummary) later).cells;
        int at = group * CELLS;
        int of = laterGroup * CELLS;
        long low = cells[at + LOW];
        long next = low + other[of + LOW];
        cells[at + COUNT] += other[of + COUNT];
        cells[at + LOW] = next;
        cells[at + HIGH] += other[of + HIGH] + carry(next, low);
        cells[at + MIN] = Math.min(cells[at + MIN], other[of + MIN]);
        cells[at + MAX] = Math.max(cells[at + MAX], other[of + MAX]);
    }

    @Override
    Answer answer(BuiltIn which, double parameter) {
        return switch (which) {
            case COUNT -> (group, result) -> result.add(cells[group * CELLS]);
            case SUM -> (group, result) -> addOrMissing(group, LOW, result);
            case MEAN -> (group, result) -> result.add(mean(group));
            case MIN -> (group, result) -> addOrMissing(group, MIN, result);
            case MAX -> (group, result) -> addOrMissing(group, MAX, result);
            case RANGE -> (group, result) -> result.add(range(group));
            default -> throw unanswered(which);
        };
    }

    private void addOrMissing(int group, int cell, ResultColumn result) {
        if (isEmpty(group)) {
            result.addMissing();
            return;
        }
        if (cell == LOW && overflows(group)) {
            throw new SumOverflow(name);
        }
        result.add(cells[group * CELLS + cell]);
    }

    private boolean isEmpty(int group) {
        return cells[group * CELLS + COUNT] == 0;
    }

    private boolean overflows(int group) {
        return cells[group * CELLS + HIGH] != cells[group * CELLS + LOW] >> 63;
    }

    private double mean(int group) {
        if (isEmpty(group)) {
            return Double.NaN;
        }
        long low = cells[group * CELLS + LOW];
        double sum =
                overflows(group)
                        ? BigInteger.valueOf(cells[group * CELLS + HIGH])
                                .shiftLeft(Long.SIZE)
                                .add(new BigInteger(Long.toUnsignedString(low)))
                                .doubleValue()
                        : (double) low;
        return sum / cells[group * CELLS + COUNT];
    }

    private double range(int group) {
        return isEmpty(group)
                ? Double.NaN
                : (double) cells[group * CELLS + MAX] - cells[group * CELLS + MIN];
    }
}
