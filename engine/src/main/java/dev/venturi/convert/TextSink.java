package dev.venturi.convert;

import dev.venturi.columnar.ValueText;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.TextValue;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import dev.venturi.table.TextCells;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Hands a format of texts what it has no type for: `true` and `false`, dates, times. Keeps count
/// of texts that a reader would take for a missing value.
final class TextSink implements BatchSink {
    private static final long NANOS_PER_DAY = ValueText.NANOS_PER_DAY;

    private final BatchSink sink;
    private final Schema schema;
    private final TextValue reader = new TextValue(CsvOptions.DEFAULTS);
    private final long[] takenForMissing;
    private final String[] examples;
    private final ValueText text = new ValueText();

    TextSink(BatchSink sink, Schema schema) {
        this.sink = sink;
        this.schema = schema;
        this.takenForMissing = new long[schema.fields().size()];
        this.examples = new String[takenForMissing.length];
    }

    @Override
    public void write(Batch batch) throws IOException {
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < batch.columns().size(); c++) {
            Field field = schema.fields().get(c);
            Column column = batch.columns().get(c);
            columns.add(
                    switch (column) {
                        case Column.LongColumn longs when field.type().isTime() ->
                                times(longs, batch.rows(), field);
                        case Column.LongColumn longs when field.type() == ColumnType.BOOLEAN ->
                                booleans(longs, batch.rows());
                        case Column.TextColumn texts -> {
                            look(texts, batch.rows(), c);
                            yield texts;
                        }
                        case Column.LongColumn _, Column.DoubleColumn _ -> column;
                    });
        }
        sink.write(new Batch(batch.rows(), columns));
    }

    private Column times(Column.LongColumn longs, int rows, Field field) {
        boolean date = field.type() == ColumnType.DATE;
        boolean instant = schema.instants().contains(field.name());
        boolean[] nulls = longs.nulls();
        TextCells cells = new TextCells(rows);
        for (int r = 0; r < rows; r++) {
            if (nulls != null && nulls[r]) {
                text.none();
            } else if (date) {
                text.time(Math.floorDiv(longs.values()[r], NANOS_PER_DAY), NANOS_PER_DAY, false);
            } else {
                text.time(longs.values()[r], 1, instant);
            }
            cells.add(text.bytes, text.from, text.to);
        }
        return cells.column();
    }

    private Column booleans(Column.LongColumn longs, int rows) {
        boolean[] nulls = longs.nulls();
        TextCells cells = new TextCells(rows);
        for (int r = 0; r < rows; r++) {
            if (nulls != null && nulls[r]) {
                text.none();
            } else {
                text.logical(longs.values()[r] != 0);
            }
            cells.add(text.bytes, text.from, text.to);
        }
        return cells.column();
    }

    private void look(Column.TextColumn texts, int rows, int column) {
        int[] offsets = texts.offsets();
        for (int r = 0; r < rows; r++) {
            int from = offsets[r];
            int to = offsets[r + 1];
            if (from < to && reader.isMissingKey(texts.bytes(), from, to)) {
                takenForMissing[column]++;
                examples[column] =
                        new String(texts.bytes(), from, to - from, StandardCharsets.UTF_8);
            }
        }
    }

    /// A line for each column with texts such as `NA`.
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (int c = 0; c < takenForMissing.length; c++) {
            if (takenForMissing[c] > 0) {
                warnings.add(
                        "column \"%s\": %,d %s will be read as missing unless --null-tokens leaves them out"
                                .formatted(
                                        schema.fields().get(c).name(),
                                        takenForMissing[c],
                                        takenForMissing[c] == 1
                                                ? "text, \"%s\",".formatted(examples[c])
                                                : "texts such as \"%s\"".formatted(examples[c])));
            }
        }
        return warnings;
    }

    @Override
    public boolean keepsTypes() {
        return true;
    }

    @Override
    public void commit() throws IOException {
        sink.commit();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
