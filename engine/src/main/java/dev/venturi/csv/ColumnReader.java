package dev.venturi.csv;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.RowBatch;
import dev.venturi.table.TypeAssumptionException;

/// Reads one column of the rows that are ready into its array of a batch.
abstract class ColumnReader {
    /// The column, as an index into the schema.
    final int column;

    final Field field;

    /// Index of the field within a row; -1 when the column comes from the path.
    final int place;

    private final FieldText text = new FieldText();

    ColumnReader(int column, Field field, int place) {
        this.column = column;
        this.field = field;
        this.place = place;
    }

    /// Reads a column of some rows.
    ///
    /// @param rows the first `count` rows that are ready there are read
    /// @param batchRow row of the batch for the first of them
    /// @return rows before the first one that cannot be read, see [#problem]
    int read(RowScanner rows, int count, RowBatch batch, int batchRow) {
        byte[] bytes = rows.bytes;
        for (int r = 0; r < count; r++) {
            int end = fieldEnd(rows, r);
            if (!read(text.set(bytes, fieldStart(rows, r), end).trim(), batch, batchRow + r)) {
                return r;
            }
        }
        return count;
    }

    /// Reads one field, without quotes and blanks around it.
    abstract boolean read(FieldText text, RowBatch batch, int batchRow);

    /// What is wrong with the field of a row that could not be read.
    RuntimeException problem(RowScanner rows, int row) {
        int start = fieldStart(rows, row);
        text.set(rows.bytes, start, fieldEnd(rows, row)).trim();
        ColumnType needed = neededType(text);
        if (needed != field.type()) {
            return new TypeAssumptionException(
                    column,
                    needed,
                    "column \"%s\": %s where %s was assumed"
                            .formatted(field.name(), text.clipped(), field.type()));
        }
        return rows.problem(start, field.name(), complaint(text));
    }

    /// The type this text asks for where the column's own was only assumed.
    ColumnType neededType(FieldText text) {
        return field.type();
    }

    /// What was expected, what was found, and the cure.
    abstract String complaint(FieldText text);

    final int fieldStart(RowScanner rows, int row) {
        return rows.at[rows.first + row * rows.fields() + place] + 1;
    }

    final int fieldEnd(RowScanner rows, int row) {
        int end = rows.at[rows.first + row * rows.fields() + place + 1];
        boolean returned = place == rows.fields() - 1 && rows.bytes[end - 1] == '\r';
        return returned ? end - 1 : end;
    }
}
