package dev.venturi.csv;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;

/// A column of numbers. One in which a whole number begins with a zero it does not need is one of
/// texts: `007` would come back as `7`.
final class NumberCells extends CsvCells {
    private final NumberParser parser = new NumberParser();
    private final boolean undecided;
    private final boolean given;
    private final boolean whole;
    private double[] doubles = {};
    private long[] longs = {};
    private boolean[] nulls = {};
    private boolean anyNull;
    private long overflowed;
    private boolean counted;

    NumberCells(int column, CsvColumn known, CsvOptions options) {
        super(column, known.field(), options);
        this.undecided = known.isUndecided();
        this.given = known.given();
        this.whole = known.field().type() == ColumnType.INT64;
    }

    @Override
    void begin(int rows) {
        if (whole) {
            longs = new long[rows];
            nulls = new boolean[rows];
        } else {
            doubles = new double[rows];
        }
        anyNull = false;
    }

    @Override
    boolean read(int row) {
        counted = false;
        text.trim();
        if (isMissing()) {
            return missing(row);
        }
        NumberParser.Kind kind = parser.parse(text);
        if (kind == NumberParser.Kind.NOT_A_VALUE) {
            return missing(row);
        }
        if (undecided) {
            ColumnType type = TypeSniffer.typeOf(text);
            if (type != field.type()) {
                return ask(type, "first value " + text.clipped());
            }
        }
        if (kind == NumberParser.Kind.TEXT) {
            return false;
        }
        if (!given && kind == NumberParser.Kind.WHOLE && hasLeadingZero()) {
            return ask(
                    ColumnType.TEXT,
                    "found %s, which begins with a zero".formatted(text.clipped()));
        }
        if (!whole) {
            doubles[row] = parser.value;
            counted = parser.overflowed;
            overflowed += counted ? 1 : 0;
            return true;
        }
        longs[row] = parser.whole;
        if (kind == NumberParser.Kind.WHOLE) {
            return true;
        }
        return !given && ask(ColumnType.FLOAT64, "found " + text.clipped());
    }

    @Override
    void forget(int row) {
        if (whole) {
            nulls[row] = false;
        } else {
            overflowed -= counted ? 1 : 0;
        }
    }

    private boolean missing(int row) {
        if (whole) {
            nulls[row] = true;
            anyNull = true;
        } else {
            doubles[row] = Double.NaN;
        }
        return true;
    }

    private boolean hasLeadingZero() {
        int at = text.from;
        if (text.bytes[at] == '-' || text.bytes[at] == '+') {
            at++;
        }
        return text.to - at > 1 && text.bytes[at] == '0' && text.bytes[at + 1] != '.';
    }

    @Override
    Column column() {
        return whole
                ? new Column.LongColumn(longs, anyNull ? nulls : null)
                : new Column.DoubleColumn(doubles);
    }

    @Override
    String complaint() {
        return whole && given && parser.parse(text) != NumberParser.Kind.TEXT
                ? Complaints.notWhole(text)
                : Complaints.notANumber(field, text);
    }

    @Override
    long overflowed() {
        return overflowed;
    }
}
