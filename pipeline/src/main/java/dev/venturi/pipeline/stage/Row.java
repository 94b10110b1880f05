package dev.venturi.pipeline.stage;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.Column.DoubleColumn;
import dev.venturi.table.Column.LongColumn;
import dev.venturi.table.Column.TextColumn;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Schema;
import java.nio.charset.StandardCharsets;

/// A row that a class of the user's looks at; valid during the call it is given to.
public final class Row {
    private static final Batch NONE = new Batch(0, java.util.List.of());

    private final Schema schema;
    private Batch batch = NONE;
    private int row;
    private long number;

    Row(Schema schema) {
        this.schema = schema;
    }

    /// Looks at another row.
    ///
    /// @param tableRow its number in the table, from 1
    Row at(Batch rows, int index, long tableRow) {
        batch = rows;
        row = index;
        number = tableRow;
        return this;
    }

    /// The columns.
    public Schema schema() {
        return schema;
    }

    /// Its number in the table, from 1.
    public long rowNumber() {
        return number;
    }

    /// Whether a column has no value here.
    public boolean isMissing(String column) {
        return isMissing(index(column));
    }

    /// A number; NaN where missing. Whole numbers beyond 2^53 lose digits, booleans are 0 and 1.
    public double number(String column) {
        int index = numeric(column);
        return isMissing(index)
                ? Double.NaN
                : switch (batch.columns().get(index)) {
                    case DoubleColumn(double[] values) -> values[row];
                    case LongColumn(long[] values, _) -> values[row];
                    case TextColumn _ -> throw mismatch(index, "a number");
                };
    }

    /// A whole number, nanoseconds of a time since 1970-01-01T00:00, 1 or 0 of a boolean.
    ///
    /// @throws IllegalArgumentException when it is missing
    public long whole(String column) {
        int index = index(column);
        if (!(batch.columns().get(index) instanceof LongColumn(long[] values, _))) {
            throw mismatch(index, "a whole number");
        }
        if (isMissing(index)) {
            throw new IllegalArgumentException(
                    "column \"%s\" has no value in this row".formatted(column));
        }
        return values[row];
    }

    /// A text; empty where missing.
    public String text(String column) {
        int index = index(column);
        if (!(batch.columns().get(index) instanceof TextColumn(byte[] bytes, int[] offsets))) {
            throw mismatch(index, "text");
        }
        return new String(
                bytes, offsets[row], offsets[row + 1] - offsets[row], StandardCharsets.UTF_8);
    }

    boolean isMissing(int index) {
        return switch (batch.columns().get(index)) {
            case DoubleColumn(double[] values) -> Double.isNaN(values[row]);
            case LongColumn(_, boolean[] nulls) -> nulls != null && nulls[row];
            case TextColumn(_, int[] offsets) -> offsets[row] == offsets[row + 1];
        };
    }

    Column column(int index) {
        return batch.columns().get(index);
    }

    int index() {
        return row;
    }

    private int index(String column) {
        return schema.require(column, "this class");
    }

    private int numeric(String column) {
        int index = index(column);
        ColumnType type = schema.fields().get(index).type();
        if (!type.isNumeric() && !type.isTime()) {
            throw mismatch(index, "a number");
        }
        return index;
    }

    private IllegalArgumentException mismatch(int index, String asked) {
        var field = schema.fields().get(index);
        return new IllegalArgumentException(
                "column \"%s\" holds %s (%s), but the class asks for %s"
                        .formatted(field.name(), field.type(), field.reason(), asked));
    }
}
