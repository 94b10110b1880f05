package dev.venturi.csv;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.RowBatch;

/// An order column of doubles.
final class DoubleOrder extends ColumnReader {
    private final int order;
    private final boolean assumed;
    private final NullTokens nulls;
    private final NumberParser parser = new NumberParser();

    /// @param order index of the column among the order columns of the batch
    /// @param assumed whether no value of the column has been seen yet
    DoubleOrder(int column, Field field, int place, int order, boolean assumed, NullTokens nulls) {
        super(column, field, place);
        this.order = order;
        this.assumed = assumed;
        this.nulls = nulls;
    }

    @Override
    boolean read(FieldText text, RowBatch batch, int batchRow) {
        if (nulls.matches(text)) {
            return batch.isDropped(batchRow);
        }
        NumberParser.Kind kind = parser.parse(text);
        if (kind == NumberParser.Kind.NOT_A_VALUE) {
            return batch.isDropped(batchRow);
        }
        boolean number = kind == NumberParser.Kind.WHOLE || kind == NumberParser.Kind.FRACTION;
        if (number) {
            // -0.0 and 0.0 are one point in the order
            batch.order[order][batchRow] = RowBatch.sortable(parser.value + 0.0);
        }
        return number;
    }

    @Override
    ColumnType neededType(FieldText text) {
        return assumed && !isMissing(text) ? TypeSniffer.typeOf(text) : field.type();
    }

    @Override
    String complaint(FieldText text) {
        return isMissing(text) ? Complaints.missingOrder(text) : Complaints.notANumber(field, text);
    }

    private boolean isMissing(FieldText text) {
        return nulls.matches(text) || parser.parse(text) == NumberParser.Kind.NOT_A_VALUE;
    }
}
