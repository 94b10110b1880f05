package dev.venturi.columnar;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFile;
import dev.venturi.csv.PathColumns;
import dev.venturi.csv.TextValue;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Internal;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.RowBatch;
import dev.venturi.table.TextCells;
import dev.venturi.table.ValueTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// A column that the path of a file gives: the same value in all its rows.
@Internal
public final class PathValue {
    private final Field field;
    private final byte[] text;
    private final TextValue.Meaning meaning;
    private final long whole;
    private final double value;

    /// @param file whose path says it; nothing said is missing
    public PathValue(Field field, InputFile file) {
        this.field = field;
        this.text = PathColumns.value(file, field.name()).getBytes(StandardCharsets.UTF_8);
        TextValue reader = new TextValue(CsvOptions.DEFAULTS);
        this.meaning = reader.read(this.text, 0, this.text.length, field.type());
        this.whole = reader.whole();
        this.value = reader.value();
    }

    /// Makes it the key of the rows that follow.
    public void key(KeyRunList runs) {
        runs.clear();
        runs.add(0, text, 0, text.length);
    }

    /// Fills sort keys.
    ///
    /// @return whether rows can be ordered by it, see [#complaint]
    public boolean order(long[] into, int row, int n) {
        boolean fits =
                meaning == TextValue.Meaning.WHOLE
                        || (meaning == TextValue.Meaning.TIME && field.type().isTime())
                        || (meaning.isNumber() && field.type() == ColumnType.FLOAT64);
        if (fits) {
            long key = field.type() == ColumnType.FLOAT64 ? RowBatch.sortable(value + 0.0) : whole;
            Arrays.fill(into, row, row + n, key);
        }
        return fits;
    }

    /// Fills a value column.
    ///
    /// @return whether it is a number or missing, see [#complaint]
    public boolean value(RowBatch batch, int slot, int row, int n) {
        boolean number = meaning.isNumber();
        if (!number && meaning != TextValue.Meaning.MISSING) {
            return false;
        }
        Arrays.fill(batch.values[slot], row, row + n, number ? value : Double.NaN);
        long[] exact = batch.exact[slot];
        boolean needed = meaning == TextValue.Meaning.WHOLE && whole != (long) value;
        if (exact != null || needed) {
            Arrays.fill(batch.exactFrom(slot, row), row, row + n, number ? whole : 0);
        }
        return true;
    }

    /// Whether it passes a test; empty when it is not of its type, see [#complaint].
    public Optional<Boolean> passes(ValueTest test) {
        if (meaning == TextValue.Meaning.MISSING) {
            return Optional.of(test.missing());
        }
        return switch (field.type()) {
            case TEXT -> Optional.of(test.text(text, 0, text.length));
            case FLOAT64 ->
                    meaning.isNumber()
                            ? Optional.of(test.key(RowBatch.sortable(value + 0.0)))
                            : Optional.empty();
            case INT64, BOOLEAN ->
                    meaning == TextValue.Meaning.WHOLE
                            ? Optional.of(test.key(whole))
                            : Optional.empty();
            case TIMESTAMP, DATE ->
                    meaning == TextValue.Meaning.TIME
                            ? Optional.of(test.key(whole))
                            : Optional.empty();
        };
    }

    /// Whether it keeps all rows of its file from being read.
    public boolean dropsAll(ValueTest test) {
        return !passes(test).orElse(true);
    }

    /// Marks some rows, all or none, that a test leaves out.
    ///
    /// @return whether it can be tested, see [#complaint]
    public boolean filter(ValueTest test, RowBatch batch, int row, int n) {
        Optional<Boolean> passes = passes(test);
        for (int i = 0; i < n && !passes.orElse(true); i++) {
            batch.drop(row + i);
        }
        return passes.isPresent();
    }

    /// The same value in some rows, as a column of its type.
    ///
    /// @throws MalformedDataException when it is not of that type
    public Column column(int rows, InputFile file) {
        boolean missing = meaning == TextValue.Meaning.MISSING;
        boolean fits =
                missing
                        || switch (field.type()) {
                            case TEXT -> true;
                            case INT64, BOOLEAN -> meaning == TextValue.Meaning.WHOLE;
                            case FLOAT64 -> meaning.isNumber();
                            case TIMESTAMP, DATE -> meaning == TextValue.Meaning.TIME;
                        };
        if (!fits) {
            throw new MalformedDataException(
                    new Position(file.name(), 0, field.name()), complaint());
        }
        return switch (field.type()) {
            case TEXT -> {
                TextCells cells = new TextCells(rows);
                for (int i = 0; i < rows; i++) {
                    cells.add(text, 0, missing ? 0 : text.length);
                }
                yield cells.column();
            }
            case FLOAT64 -> {
                double[] doubles = new double[rows];
                Arrays.fill(doubles, missing ? Double.NaN : value);
                yield new Column.DoubleColumn(doubles);
            }
            case INT64, BOOLEAN, TIMESTAMP, DATE -> {
                long[] longs = new long[rows];
                Arrays.fill(longs, missing ? 0 : whole);
                boolean[] nulls = new boolean[rows];
                Arrays.fill(nulls, missing);
                yield new Column.LongColumn(longs, missing ? nulls : null);
            }
        };
    }

    /// Whether its value is a number that is no int64.
    public boolean isFractional() {
        return meaning == TextValue.Meaning.FRACTION;
    }

    /// Name of the column.
    public String name() {
        return field.name();
    }

    /// What is wrong with it.
    public String complaint() {
        return "in its path: found \"%s\" where %s is expected (%s)"
                .formatted(new String(text, StandardCharsets.UTF_8), field.type(), field.reason());
    }
}
