package dev.venturi.parquet;

import dev.venturi.table.ColumnType;
import dev.venturi.table.RowBatch;
import dev.venturi.table.TypeAssumptionException;
import dev.venturi.table.ValueTest;

/// A column of numbers, times or booleans that decides which rows are read. Where a page refers to
/// a dictionary, each of its values is tested once.
final class KeyFilter extends CursorFill {
    private static final byte FAILS = 0;
    private static final byte PASSES = 1;
    private static final byte UNREADABLE = 2;

    private final int schemaColumn;
    private final ColumnType type;
    private final ValueTest test;
    private byte[] coded = {};

    /// @param schemaColumn the column, as an index into the schema
    /// @param type what the column is read as
    KeyFilter(ColumnCursor cursor, int schemaColumn, ColumnType type, ValueTest test) {
        super(cursor);
        this.schemaColumn = schemaColumn;
        this.type = type;
        this.test = test;
    }

    @Override
    void convert(Dictionary dictionary) {
        int size = dictionary.size();
        long[] keys = dictionary.numbers().clone();
        SortKeys.of(cursor.column, type, keys, size, new double[size]);
        coded = new byte[size];
        for (int code = 0; code < size; code++) {
            coded[code] = verdict(keys[code]);
        }
    }

    private byte verdict(long key) {
        boolean passes;
        if (key < 0 && Numbers.isWide(cursor.column.meaning(), key) && type == ColumnType.INT64) {
            throw new TypeAssumptionException(
                    schemaColumn,
                    ColumnType.FLOAT64,
                    "%s where an int64 was assumed".formatted(Long.toUnsignedString(key)));
        } else if (key == Numbers.NO_TIME && type.isTime()) {
            return UNREADABLE;
        } else if (key == Numbers.NO_TIME && type == ColumnType.FLOAT64) {
            passes = test.missing();
        } else {
            passes = test.key(key);
        }
        return passes ? PASSES : FAILS;
    }

    @Override
    int fill(int rows, RowBatch batch, int row, int done) {
        boolean full = cursor.isFull();
        int[] valid = cursor.valid();
        boolean fromCodes = cursor.isCoded();
        if (!fromCodes) {
            SortKeys.of(cursor.column, type, cursor.numbers, cursor.present(), cursor.doubles);
        }
        boolean missingPasses = test.missing();
        for (int i = 0, j = 0; i < rows; i++) {
            if (!full && valid[i] == 0) {
                if (!missingPasses) {
                    batch.drop(row + i);
                }
                continue;
            }
            byte verdict = fromCodes ? coded[cursor.codes[j]] : verdict(cursor.numbers[j]);
            j++;
            if (verdict == UNREADABLE) {
                return i;
            }
            if (verdict == FAILS) {
                batch.drop(row + i);
            }
        }
        return rows;
    }

    @Override
    String complaint() {
        return "found a time that is not between the years 1678 and 2261; leave the column out of --where";
    }
}
