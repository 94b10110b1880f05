package dev.venturi.csv;

import dev.venturi.kernel.FieldKernels;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.RowBatch;

/// A value column of numbers.
///
/// Short plain numbers are read by the kernels, many at a time; everything else goes through
/// [NumberParser]. Both give the bits of [Double#parseDouble]. See designs/004-kernels.md.
final class NumberColumn extends ColumnReader {
    private static final long EXACT = 1L << 53;

    private final int value;
    private final boolean assumed;
    private final boolean wholeOnly;
    private final NullTokens nulls;
    private final NumberParser parser = new NumberParser();
    private final FieldText text = new FieldText();
    private boolean fractional;
    private long overflowed;

    /// @param value index of the column among the values of the batch
    /// @param assumed whether no value of the column has been seen yet, so that it need not be one
    ///   of numbers
    /// @param wholeOnly whether the user said that all values are int64
    NumberColumn(
            int column,
            Field field,
            int place,
            int value,
            boolean assumed,
            boolean wholeOnly,
            NullTokens nulls) {
        super(column, field, place);
        this.value = value;
        this.assumed = assumed;
        this.wholeOnly = wholeOnly;
        this.nulls = nulls;
    }

    /// Whether a value was not an int64.
    boolean isFractional() {
        return fractional;
    }

    /// Finite texts that were read as infinity.
    long overflowed() {
        return overflowed;
    }

    @Override
    int read(RowScanner rows, int count, RowBatch batch, int batchRow) {
        boolean last = place == rows.fields() - 1;
        int r = 0;
        while (r < count && batch.exact[value] == null) {
            int begun = r;
            r = plainNumbers(rows, r, count, last, batch.values[value], batchRow);
            if (wholeOnly && fractional) { // somewhere in these rows: look one by one
                r = begun;
                break;
            }
            if (r < count) {
                text.set(rows.bytes, fieldStart(rows, r), fieldEnd(rows, r)).trim();
                if (!read(text, batch, batchRow + r)) {
                    return r;
                }
                r++;
            }
        }
        for (; r < count; r++) { // beside large integers all are kept exactly
            text.set(rows.bytes, fieldStart(rows, r), fieldEnd(rows, r)).trim();
            if (!read(text, batch, batchRow + r)) {
                return r;
            }
        }
        return count;
    }

    /// Reads rows from `from` on.
    ///
    /// @return the first row that is left over, or `count`
    private int plainNumbers(
            RowScanner rows, int from, int count, boolean last, double[] values, int batchRow) {
        int stride = rows.fields();
        FieldKernels kernels = rows.kernels();
        int read =
                kernels.decimals(
                        rows.bytes,
                        rows.at,
                        rows.first + from * stride + place,
                        stride,
                        count - from,
                        last,
                        values,
                        batchRow + from);
        fractional |= kernels.foundFraction();
        return from + read;
    }

    @Override
    boolean read(FieldText field, RowBatch batch, int batchRow) {
        double[] values = batch.values[value];
        if (nulls.matches(field)) {
            values[batchRow] = Double.NaN;
            setExact(batch, batchRow, 0);
            return true;
        }
        return switch (parser.parse(field)) {
            case NOT_A_VALUE -> {
                values[batchRow] = Double.NaN;
                setExact(batch, batchRow, 0);
                yield true;
            }
            case WHOLE -> {
                boolean exact = parser.whole >= -EXACT && parser.whole <= EXACT;
                if (!exact && !fractional) {
                    batch.exactFrom(value, batchRow);
                }
                values[batchRow] = parser.value;
                setExact(batch, batchRow, parser.whole);
                yield true;
            }
            case FRACTION -> {
                if (wholeOnly) {
                    yield false;
                }
                fractional = true;
                overflowed += parser.overflowed ? 1 : 0;
                values[batchRow] = parser.value;
                setExact(batch, batchRow, 0);
                yield true;
            }
            case TEXT -> false;
        };
    }

    private void setExact(RowBatch batch, int batchRow, long whole) {
        long[] exact = batch.exact[value];
        if (exact != null) {
            exact[batchRow] = whole;
        }
    }

    @Override
    ColumnType neededType(FieldText field) {
        return assumed ? TypeSniffer.typeOf(field) : super.neededType(field);
    }

    @Override
    String complaint(FieldText field) {
        return wholeOnly ? Complaints.notWhole(field) : Complaints.notANumber(this.field, field);
    }
}
