package dev.venturi.arrow;

import dev.venturi.columnar.ValueText;
import dev.venturi.table.ColumnType;
import dev.venturi.table.RowBatch;
import dev.venturi.table.ValueTest;

/// A column that decides which rows are read; an empty text and NaN are missing, as in every
/// format.
final class ArrowFilter {
    private final ArrowSplitReader.Slot slot;
    private final ValueTest test;

    /// @param slot with times as stored where the column is read as texts
    ArrowFilter(ArrowSplitReader.Slot slot, ValueTest test) {
        this.slot = slot;
        this.test = test;
    }

    ArrowSplitReader.Slot slot() {
        return slot;
    }

    /// Marks those of the rows read that do not pass.
    ///
    /// @return rows before the first that cannot be tested, see [#complaint]
    int mark(int n, RowBatch batch, int row) {
        if (slot.path() != null) {
            return slot.path().filter(test, batch, row, n) ? n : 0;
        }
        ArrowValues found = slot.stored();
        if (slot.type() == ColumnType.TEXT) {
            texts(new ArrowKeyText(found), n, batch, row);
            return n;
        }
        if (slot.type() == ColumnType.INT64) {
            ArrowSplitReader.requireInt64(slot, n);
        }
        boolean real = slot.type() == ColumnType.FLOAT64;
        boolean time = slot.type().isTime();
        for (int i = 0; i < n; i++) {
            boolean passes;
            if (!found.present[i] || (real && Double.isNaN(found.reals[i]))) {
                passes = test.missing();
            } else if (time && found.wholes[i] == ArrowValues.NO_TIME) {
                return i;
            } else {
                passes = test.key(real ? RowBatch.sortable(found.reals[i] + 0.0) : found.wholes[i]);
            }
            if (!passes) {
                batch.drop(row + i);
            }
        }
        return n;
    }

    private void texts(ArrowKeyText texts, int n, RowBatch batch, int row) {
        for (int i = 0; i < n; i++) {
            ValueText text = texts.of(i);
            boolean passes =
                    text.from == text.to
                            ? test.missing()
                            : test.text(text.bytes, text.from, text.to);
            if (!passes) {
                batch.drop(row + i);
            }
        }
    }

    /// What is wrong with the row that could not be tested.
    String complaint() {
        return slot.path() != null
                ? slot.path().complaint()
                : "found a time that is not between the years 1678 and 2261; leave the column out of --where";
    }
}
