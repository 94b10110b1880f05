package dev.venturi.csv;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.RowBatch;

/// A value column of numbers.
///
/// Texts of up to 16 digits, with a sign and a point, are read eight digits at a time: the mantissa
/// as a `long`, then one division by an exact power of ten. Both operands are exact doubles, so the
/// quotient is the correctly rounded value (Clinger 1990), the same bits as [Double#parseDouble].
/// Everything else goes through [NumberParser]. See designs/005-csv-number-path.md.
final class NumberColumn extends ColumnReader {
    private static final long EXACT = 1L << 53;

    /// 10^k at k, -10^k at 16 + k: dividing by the second gives -0.0 for a zero.
    private static final double[] SCALES = scales();

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
            r = fast(rows, r, count, last, batch.values[value], batchRow);
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
    private int fast(
            RowScanner rows, int from, int count, boolean last, double[] values, int batchRow) {
        byte[] bytes = rows.bytes;
        int[] at = rows.at;
        int stride = rows.fields();
        long fractions = 0;
        int r = from;
        for (int i = rows.first + r * stride + place; r < count; r++, i += stride) {
            int start = at[i] + 1;
            int end = at[i + 1];
            if (last && bytes[end - 1] == '\r') {
                end--;
            }
            int negative = bytes[start] == '-' ? 1 : 0;
            int length = end - start - negative;
            long mantissa;
            long point; // the high bit of the byte that holds it; 0 for none
            int scale;
            long wrong; // 0 when all are digits
            if (length > 0 && length <= 8) {
                // characters before the number become leading zeros
                long word = Digits.digits(bytes, end - 8) & (-1L << (64 - 8 * length));
                point = Digits.point(word);
                long joined = Digits.withoutPoint(word, point);
                wrong = Digits.notDigits(joined);
                scale = (Long.numberOfLeadingZeros(point) >>> 3) & 7;
                mantissa = Digits.eightDigits(joined);
            } else if (length > 8 && length <= 16) {
                long low = Digits.digits(bytes, end - 8);
                long high = Digits.digits(bytes, end - 16) & (-1L << (128 - 8 * length));
                point = Digits.point(low);
                if (point != 0) {
                    long crossing = high >>> 56;
                    low = Digits.withoutPoint(low, point) | crossing;
                    high <<= 8;
                    scale = Long.numberOfLeadingZeros(point) >>> 3;
                } else {
                    point = Digits.point(high);
                    high = Digits.withoutPoint(high, point);
                    scale = point == 0 ? 0 : 8 + (Long.numberOfLeadingZeros(point) >>> 3);
                    point &= Long.MAX_VALUE; // eight digits follow: not at the end
                }
                wrong = Digits.notDigits(low) | Digits.notDigits(high);
                mantissa = Digits.eightDigits(high) * 100_000_000L + Digits.eightDigits(low);
                wrong |= mantissa > EXACT ? 1 : 0;
            } else if (start == end) {
                values[batchRow + r] = Double.NaN;
                continue;
            } else {
                break;
            }
            // a point at the end is left over: it may be all there is
            if ((wrong | (point & Long.MIN_VALUE)) != 0) {
                break;
            }
            fractions |= scale | point | ((mantissa - negative) >> 63); // -0 is no integer
            values[batchRow + r] = mantissa / SCALES[scale + (negative << 4)];
        }
        fractional |= fractions != 0;
        return r;
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

    private static double[] scales() {
        double[] scales = new double[32];
        for (int k = 0; k < 16; k++) {
            scales[k] = Double.parseDouble("1e" + k);
            scales[16 + k] = -scales[k];
        }
        return scales;
    }
}
