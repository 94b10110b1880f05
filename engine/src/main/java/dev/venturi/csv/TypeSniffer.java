package dev.venturi.csv;

import dev.venturi.table.ColumnType;

/// What a text is by its form.
final class TypeSniffer {
    private TypeSniffer() {}

    /// The type of a column whose first value is this text, without blanks around it.
    static ColumnType typeOf(FieldText text) {
        NumberParser.Kind kind = new NumberParser().parse(text);
        if (kind == NumberParser.Kind.WHOLE) {
            return ColumnType.INT64;
        }
        if (kind == NumberParser.Kind.FRACTION) {
            return ColumnType.FLOAT64;
        }
        if (text.isWord("true") || text.isWord("false")) {
            return ColumnType.BOOLEAN;
        }
        TimeParser time = new TimeParser(null);
        if (time.parse(text)) {
            return time.dateOnly ? ColumnType.DATE : ColumnType.TIMESTAMP;
        }
        return ColumnType.TEXT;
    }
}
