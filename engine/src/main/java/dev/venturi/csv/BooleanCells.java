package dev.venturi.csv;

import dev.venturi.table.Column;
import dev.venturi.table.Field;

/// A column of `true` and `false`.
final class BooleanCells extends CsvCells {
    private long[] longs = {};
    private boolean[] nulls = {};
    private boolean anyNull;

    BooleanCells(int column, Field field, CsvOptions options) {
        super(column, field, options);
    }

    @Override
    void begin(int rows) {
        longs = new long[rows];
        nulls = new boolean[rows];
        anyNull = false;
    }

    @Override
    boolean read(int row) {
        text.trim();
        boolean yes = text.isWord("true");
        if (yes || text.isWord("false")) {
            longs[row] = yes ? 1 : 0;
            return true;
        }
        nulls[row] = true;
        anyNull = true;
        return isMissing();
    }

    @Override
    void forget(int row) {
        nulls[row] = false;
    }

    @Override
    Column column() {
        return new Column.LongColumn(longs, anyNull ? nulls : null);
    }

    @Override
    String complaint() {
        return Complaints.notABoolean(field, text);
    }
}
