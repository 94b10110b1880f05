package dev.venturi.aggregate;

import dev.venturi.table.Column;
import org.jspecify.annotations.Nullable;

/// The first and the last value of each group, of a column of numbers, booleans or times; doubles
/// by their bits.
final class EndStates extends LongCells {
    private static final int SEEN = 0;
    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int CELLS = 3;

    private final boolean doubles;

    /// @param doubles whether the column is one of doubles
    EndStates(boolean doubles) {
        super(CELLS);
        this.doubles = doubles;
    }

    @Override
    void update(Column column, int from, int to, int[] groups) {
        switch (column) {
            case Column.DoubleColumn(double[] values) -> {
                for (int i = 0; i < to - from; i++) {
                    double value = values[from + i];
                    if (!Double.isNaN(value)) {
                        add(groups[i] * CELLS, Double.doubleToRawLongBits(value));
                    }
                }
            }
            case Column.LongColumn(long[] values, boolean @Nullable [] nulls) -> {
                for (int i = 0; i < to - from; i++) {
                    int row = from + i;
                    if (nulls == null || !nulls[row]) {
                        add(groups[i] * CELLS, values[row]);
                    }
                }
            }
            case Column.TextColumn _ -> throw new IllegalStateException("texts are no numbers");
        }
    }

    private void add(int at, long value) {
        if (cells[at + SEEN] == 0) {
            cells[at + SEEN] = 1;
            cells[at + FIRST] = value;
        }
        cells[at + LAST] = value;
    }

    @Override
    void combine(int group, GroupStates later, int laterGroup) {
        long[] other = ((EndStates) later).cells;
        int of = laterGroup * CELLS;
        if (other[of + SEEN] != 0) {
            add(group * CELLS, other[of + FIRST]);
            add(group * CELLS, other[of + LAST]);
        }
    }

    @Override
    Answer answer(BuiltIn which, double parameter) {
        return switch (which) {
            case FIRST -> (group, result) -> add(group * CELLS, FIRST, result);
            case LAST -> (group, result) -> add(group * CELLS, LAST, result);
            default -> throw unanswered(which);
        };
    }

    private void add(int at, int cell, ResultColumn result) {
        if (cells[at + SEEN] == 0) {
            result.addMissing();
        } else if (doubles) {
            result.add(Double.longBitsToDouble(cells[at + cell]));
        } else {
            result.add(cells[at + cell]);
        }
    }
}
