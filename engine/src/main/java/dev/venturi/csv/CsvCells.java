package dev.venturi.csv;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;

/// Reads the fields of one column into a column of a batch.
abstract class CsvCells {
    /// The column, as an index into the schema.
    final int column;

    final Field field;
    private final NullTokens nulls;

    /// The field read last.
    final FieldText text = new FieldText();

    private ColumnType needed;
    private String found = "";

    CsvCells(int column, Field field, CsvOptions options) {
        this.column = column;
        this.field = field;
        this.nulls = new NullTokens(options.nullTokens());
        this.needed = field.type();
    }

    /// What reads a column as its type.
    static CsvCells of(int column, CsvColumn known, CsvOptions options) {
        return switch (known.field().type()) {
            case INT64, FLOAT64 -> new NumberCells(column, known, options);
            case BOOLEAN -> new BooleanCells(column, known.field(), options);
            case TIMESTAMP, DATE -> new TimeCells(column, known, options);
            case TEXT -> new TextFieldCells(column, known.field(), options);
        };
    }

    /// Makes room for the next rows.
    abstract void begin(int rows);

    /// Reads the content of a field.
    ///
    /// @return false when it is not what the column holds: see [#needed] and [#complaint]
    final boolean read(byte[] bytes, int from, int to, int row) {
        text.bytes = bytes;
        text.from = from;
        text.to = to;
        return read(row);
    }

    /// Gives up the row read last, which is left out.
    final void undo(int row) {
        needed = field.type();
        forget(row);
    }

    /// Gives up what the row read last left in the column.
    abstract void forget(int row);

    /// Reads [#text].
    abstract boolean read(int row);

    /// The rows read since [#begin].
    abstract Column column();

    /// What was expected, what was found, and the cure.
    abstract String complaint();

    /// Bytes that texts take.
    int bytes() {
        return 0;
    }

    /// Numbers beyond the largest double.
    long overflowed() {
        return 0;
    }

    /// Whether [#text] is missing, as it stands.
    final boolean isMissing() {
        return nulls.matches(text);
    }

    /// Says that the column was assumed to hold another type.
    ///
    /// @param why what was found, for people
    /// @return false
    final boolean ask(ColumnType type, String why) {
        needed = type;
        found = why;
        return false;
    }

    /// The type the field asks for that could not be read.
    final ColumnType needed() {
        return needed;
    }

    /// Why it asks for that.
    final String found() {
        return found;
    }
}
