package dev.venturi.parquet;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.TextValue;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.RowBatch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A column that the path of a file gives: the same value in all its rows.
final class PathFill extends ColumnFill {
    /// What the column is read for.
    enum Role {
        KEY,
        ORDER,
        VALUE
    }

    private final Field field;
    private final byte[] text;
    private final Role role;
    private final int slot;
    private final KeyRunList runs;
    private final TextValue.Meaning meaning;
    private final long whole;
    private final double value;

    /// @param slot index among the order columns or the values of the batch
    /// @param runs told of the run of a key
    PathFill(Field field, String text, Role role, int slot, KeyRunList runs) {
        this.field = field;
        this.text = text.getBytes(StandardCharsets.UTF_8);
        this.role = role;
        this.slot = slot;
        this.runs = runs;
        TextValue reader = new TextValue(CsvOptions.DEFAULTS);
        this.meaning = reader.read(this.text, 0, this.text.length, field.type());
        this.whole = reader.whole();
        this.value = reader.value();
    }

    @Override
    int read(int n, RowBatch batch, int row) {
        switch (role) {
            case KEY -> {
                runs.clear();
                runs.add(0, text, 0, text.length);
            }
            case ORDER -> {
                boolean fits =
                        meaning == TextValue.Meaning.WHOLE
                                || (meaning == TextValue.Meaning.TIME && field.type().isTime())
                                || (meaning.isNumber() && field.type() == ColumnType.FLOAT64);
                if (!fits) {
                    return 0;
                }
                long key =
                        field.type() == ColumnType.FLOAT64 ? RowBatch.sortable(value + 0.0) : whole;
                Arrays.fill(batch.order[slot], row, row + n, key);
            }
            case VALUE -> {
                if (!meaning.isNumber() && meaning != TextValue.Meaning.MISSING) {
                    return 0;
                }
                boolean number = meaning.isNumber();
                Arrays.fill(batch.values[slot], row, row + n, number ? value : Double.NaN);
                long[] exact = batch.exact[slot];
                boolean needed = meaning == TextValue.Meaning.WHOLE && whole != (long) value;
                if (exact != null || needed) {
                    Arrays.fill(batch.exactFrom(slot, row), row, row + n, number ? whole : 0);
                }
            }
        }
        return n;
    }

    /// Whether its value is a number that is no int64.
    boolean isFractional() {
        return meaning == TextValue.Meaning.FRACTION;
    }

    @Override
    String name() {
        return field.name();
    }

    @Override
    String complaint() {
        return "in its path: found \"%s\" where %s is expected (%s)"
                .formatted(new String(text, StandardCharsets.UTF_8), field.type(), field.reason());
    }
}
