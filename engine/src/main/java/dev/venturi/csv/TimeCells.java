package dev.venturi.csv;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import org.jspecify.annotations.Nullable;

/// A column of times; one of dates alone stays one of dates, in no zone.
final class TimeCells extends CsvCells {
    private final TimeParser parser;
    private final boolean mixed;
    private final boolean dates;
    private final boolean given;
    private @Nullable String first;
    private boolean firstRead;
    private boolean zoned;
    private long[] longs = {};
    private boolean[] nulls = {};
    private boolean anyNull;

    TimeCells(int column, CsvColumn known, CsvOptions options) {
        super(column, known.field(), options);
        this.dates = known.field().type() == ColumnType.DATE;
        this.given = known.given();
        this.parser = new TimeParser(dates ? null : options.timeZone());
        this.mixed = options.timeZone() != null;
        String text = known.first();
        if (text != null && parser.parse(FieldText.of(text))) {
            this.first = text;
            this.zoned = parser.zoned;
        }
    }

    @Override
    void begin(int rows) {
        longs = new long[rows];
        nulls = new boolean[rows];
        anyNull = false;
    }

    @Override
    boolean read(int row) {
        firstRead = false;
        text.trim();
        if (isMissing()) {
            nulls[row] = true;
            anyNull = true;
            return true;
        }
        if (!parser.parse(text)) {
            return false;
        }
        if (dates && !parser.dateOnly) {
            return !given && ask(ColumnType.TIMESTAMP, "found " + text.clipped());
        }
        if (first == null) {
            firstRead = true;
            first = text.toString();
            zoned = parser.zoned;
        }
        longs[row] = parser.nanos;
        return parser.zoned == zoned || mixed;
    }

    @Override
    void forget(int row) {
        nulls[row] = false;
        if (firstRead) {
            first = null;
        }
    }

    @Override
    Column column() {
        return new Column.LongColumn(longs, anyNull ? nulls : null);
    }

    @Override
    String complaint() {
        boolean isTime = parser.parse(text);
        if (isTime && dates && !parser.dateOnly) {
            return "expected a date alone (given by --types), found %s; use timestamp to read times"
                    .formatted(text.clipped());
        }
        if (isTime && first != null) {
            return Complaints.mixedZones(FieldText.of(first).clipped(), text);
        }
        return parser.outOfRange
                ? Complaints.timeOutOfRange(text)
                : Complaints.notATime(field, text);
    }
}
