package dev.venturi.parquet;

import dev.venturi.table.ColumnType;
import dev.venturi.table.RowBatch;
import dev.venturi.table.TypeAssumptionException;

/// An order column: sort keys of its numbers or times, none of which may be missing.
final class OrderKeys extends CursorFill {
    private static final String MISSING =
            "expected a value to order by, found nothing; drop such rows or order by another column";

    private final int schemaColumn;
    private final ColumnType type;
    private final int slot;
    private final Meaning meaning;
    private final boolean checked;

    /// The dictionary as sort keys.
    private long[] coded = {};

    private String complaint = MISSING;

    /// @param schemaColumn the column, as an index into the schema
    /// @param type what the column is ordered as
    /// @param slot index of the column among the order columns of the batch
    OrderKeys(ColumnCursor cursor, int schemaColumn, ColumnType type, int slot) {
        super(cursor);
        this.schemaColumn = schemaColumn;
        this.type = type;
        this.slot = slot;
        this.meaning = cursor.column.meaning();
        this.checked = type != ColumnType.INT64 || meaning.kind() == Meaning.Kind.UNSIGNED_64;
    }

    @Override
    void convert(Dictionary dictionary) {
        coded = dictionary.numbers().clone();
        sortKeys(coded, dictionary.size(), new double[dictionary.size()]);
    }

    private void sortKeys(long[] values, int n, double[] scratch) {
        switch (type) {
            case FLOAT64 -> {
                Numbers.doubles(cursor.column, values, n, scratch);
                for (int i = 0; i < n; i++) {
                    double value = scratch[i] + 0.0; // -0.0 and 0.0 are one point in the order
                    values[i] = Double.isNaN(value) ? Numbers.NO_TIME : RowBatch.sortable(value);
                }
            }
            case TIMESTAMP, DATE -> Numbers.times(meaning, values, n);
            case INT64 -> Numbers.longs(meaning, values, n);
            case BOOLEAN, TEXT -> throw new IllegalStateException("nothing to order by");
        }
    }

    @Override
    int fill(int rows, RowBatch batch, int row, int done) {
        long[] into = batch.order[slot];
        int usable = cursor.isFull() ? rows : firstMissing(rows);
        if (cursor.isCoded()) {
            int[] codes = cursor.codes;
            long[] keys = coded;
            for (int i = 0; i < usable; i++) {
                into[row + i] = keys[codes[i]];
            }
        } else {
            sortKeys(cursor.numbers, usable, cursor.doubles);
            System.arraycopy(cursor.numbers, 0, into, row, usable);
        }
        if (checked) {
            for (int i = 0; i < usable; i++) {
                if (into[row + i] < 0 && isBad(into[row + i])) {
                    return i;
                }
            }
        }
        complaint = MISSING;
        return usable;
    }

    private int firstMissing(int rows) {
        int[] valid = cursor.valid();
        int i = 0;
        while (i < rows && valid[i] != 0) {
            i++;
        }
        return i;
    }

    private boolean isBad(long key) {
        if (type == ColumnType.INT64) { // unsigned and beyond int64
            throw new TypeAssumptionException(
                    schemaColumn,
                    ColumnType.FLOAT64,
                    "%s where an int64 was assumed".formatted(Long.toUnsignedString(key)));
        }
        if (key != Numbers.NO_TIME) {
            return false;
        }
        complaint =
                type == ColumnType.FLOAT64
                        ? "expected a value to order by, found NaN; drop such rows or order by another column"
                        : "found a time that is not between the years 1678 and 2261; drop such rows or order by another column";
        return true;
    }

    @Override
    String complaint() {
        return complaint;
    }
}
