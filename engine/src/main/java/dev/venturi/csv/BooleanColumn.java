package dev.venturi.csv;

import dev.venturi.table.Field;
import dev.venturi.table.RowBatch;

/// A column of `true` and `false`, in any case, as 1 and 0.
final class BooleanColumn extends ColumnReader {
    private final int slot;
    private final boolean orders;
    private final NullTokens nulls;

    /// @param slot index among the order columns or the values of the batch
    /// @param orders whether it is one of the order columns, where nothing may be missing
    BooleanColumn(int column, Field field, int place, int slot, boolean orders, NullTokens nulls) {
        super(column, field, place);
        this.slot = slot;
        this.orders = orders;
        this.nulls = nulls;
    }

    @Override
    boolean read(FieldText text, RowBatch batch, int batchRow) {
        boolean yes = text.isWord("true");
        if (!yes && !text.isWord("false")) {
            if (orders || !nulls.matches(text)) {
                return false;
            }
            batch.values[slot][batchRow] = Double.NaN;
        } else if (orders) {
            batch.order[slot][batchRow] = yes ? 1 : 0;
        } else {
            batch.values[slot][batchRow] = yes ? 1 : 0;
        }
        return true;
    }

    @Override
    String complaint(FieldText text) {
        return orders && nulls.matches(text)
                ? Complaints.missingOrder(text)
                : Complaints.notABoolean(field, text);
    }
}
