package dev.venturi.csv;

import dev.venturi.kernel.Digits;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.RowBatch;

/// An order column of int64 numbers.
final class WholeOrder extends ColumnReader {
    private final int order;
    private final boolean given;
    private final NullTokens nulls;
    private final NumberParser parser = new NumberParser();
    private final FieldText text = new FieldText();

    /// @param order index of the column among the order columns of the batch
    /// @param given whether the user named the type, so that no other will be tried
    WholeOrder(int column, Field field, int place, int order, boolean given, NullTokens nulls) {
        super(column, field, place);
        this.order = order;
        this.given = given;
        this.nulls = nulls;
    }

    @Override
    int read(RowScanner rows, int count, RowBatch batch, int batchRow) {
        byte[] bytes = rows.bytes;
        long[] keys = batch.order[order];
        for (int r = 0; r < count; r++) {
            int start = fieldStart(rows, r);
            int end = fieldEnd(rows, r);
            int length = end - start;
            if (length > 0 && length <= 8) {
                long word = Digits.digits(bytes, end - 8) & (-1L << (64 - 8 * length));
                if (Digits.notDigits(word) == 0) {
                    keys[batchRow + r] = Digits.eightDigits(word);
                    continue;
                }
            }
            if (!read(text.set(bytes, start, end).trim(), batch, batchRow + r)) {
                return r;
            }
        }
        return count;
    }

    @Override
    boolean read(FieldText field, RowBatch batch, int batchRow) {
        if (nulls.matches(field)) {
            return batch.isDropped(batchRow);
        }
        NumberParser.Kind kind = parser.parse(field);
        if (kind != NumberParser.Kind.WHOLE) {
            return kind == NumberParser.Kind.NOT_A_VALUE && batch.isDropped(batchRow);
        }
        batch.order[order][batchRow] = parser.whole;
        return true;
    }

    @Override
    ColumnType neededType(FieldText field) {
        boolean fraction =
                !given
                        && !nulls.matches(field)
                        && parser.parse(field) == NumberParser.Kind.FRACTION;
        return fraction ? ColumnType.FLOAT64 : ColumnType.INT64;
    }

    @Override
    String complaint(FieldText field) {
        if (nulls.matches(field) || parser.parse(field) == NumberParser.Kind.NOT_A_VALUE) {
            return Complaints.missingOrder(field);
        }
        return given ? Complaints.notWhole(field) : Complaints.notANumber(this.field, field);
    }
}
