package dev.venturi.csv;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.RowBatch;
import dev.venturi.table.ValueTest;
import org.jspecify.annotations.Nullable;

/// A column that decides which rows are read: marks those whose value fails a test. A value that is
/// not what its column holds is an error here as everywhere.
final class FilterColumn extends ColumnReader {
    private final ValueTest test;
    private final @Nullable ColumnReader keys;
    private final NullTokens nulls;
    private final FieldText text = new FieldText();
    private final NumberParser numbers = new NumberParser();
    private final RowBatch one = new RowBatch(0, 1, 0, 1);

    /// @param keys makes a sort key of a value, into order column 0; null for texts
    FilterColumn(
            int column,
            Field field,
            int place,
            ValueTest test,
            @Nullable ColumnReader keys,
            NullTokens nulls) {
        super(column, field, place);
        this.test = test;
        this.keys = keys;
        this.nulls = nulls;
    }

    @Override
    int read(RowScanner rows, int count, RowBatch batch, int batchRow) {
        for (int r = 0; r < count; r++) {
            text.set(rows.bytes, fieldStart(rows, r), fieldEnd(rows, r));
            if (!read(keys == null ? text : text.trim(), batch, batchRow + r)) { // texts as keys
                return r;
            }
        }
        return count;
    }

    @Override
    boolean read(FieldText value, RowBatch batch, int batchRow) {
        boolean passes;
        if (nulls.matches(value)) {
            passes = test.missing();
        } else if (keys == null) {
            passes = test.text(value.bytes, value.from, value.to);
        } else if (keys.read(value, one, 0)) {
            passes = test.key(one.order[0][0]);
        } else if (isNaN(value)) {
            passes = test.missing();
        } else {
            return false;
        }
        if (!passes) {
            batch.drop(batchRow);
        }
        return true;
    }

    private boolean isNaN(FieldText value) {
        boolean number = field.type() == ColumnType.INT64 || field.type() == ColumnType.FLOAT64;
        return number && numbers.parse(value) == NumberParser.Kind.NOT_A_VALUE;
    }

    @Override
    ColumnType neededType(FieldText value) {
        return keys == null ? field.type() : keys.neededType(value);
    }

    @Override
    String complaint(FieldText value) {
        return keys == null ? "expected a text" : keys.complaint(value);
    }
}
