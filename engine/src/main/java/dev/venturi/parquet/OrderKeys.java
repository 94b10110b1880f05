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
        SortKeys.of(cursor.column, type, coded, dictionary.size(), new double[dictionary.size()]);
    }

    @Override
    int fill(int rows, RowBatch batch, int row, int done) {
        long[] into = batch.order[slot];
        int usable = cursor.isFull() ? rows : firstMissing(rows);
        if (usable < rows && batch.hasDropped()) {
            usable = fillKept(rows, batch, row);
        } else if (cursor.isCoded()) {
            int[] codes = cursor.codes;
            long[] keys = coded;
            for (int i = 0; i < usable; i++) {
                into[row + i] = keys[codes[i]];
            }
        } else {
            SortKeys.of(cursor.column, type, cursor.numbers, usable, cursor.doubles);
            System.arraycopy(cursor.numbers, 0, into, row, usable);
        }
        if (checked) {
            for (int i = 0; i < usable; i++) {
                if (into[row + i] < 0 && !mayBeMissing(batch, row + i) && isBad(into[row + i])) {
                    return i;
                }
            }
        }
        complaint = MISSING;
        return usable;
    }

    /// As [#fill] where some values are missing: of rows that a filter left out they may be.
    private int fillKept(int rows, RowBatch batch, int row) {
        long[] into = batch.order[slot];
        int[] valid = cursor.valid();
        boolean fromCodes = cursor.isCoded();
        if (!fromCodes) {
            SortKeys.of(cursor.column, type, cursor.numbers, cursor.present(), cursor.doubles);
        }
        for (int i = 0, j = 0; i < rows; i++) {
            if (valid[i] != 0) {
                into[row + i] = fromCodes ? coded[cursor.codes[j]] : cursor.numbers[j];
                j++;
            } else if (batch.isDropped(row + i)) {
                into[row + i] = 0;
            } else {
                return i;
            }
        }
        return rows;
    }

    /// Whether what cannot be used may be NaN, which is missing, in a row that a filter left out.
    private boolean mayBeMissing(RowBatch batch, int row) {
        return type == ColumnType.FLOAT64 && batch.isDropped(row);
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
