package dev.venturi.pipeline.stage;

import dev.venturi.columnar.ValueText;
import dev.venturi.table.Batch;
import dev.venturi.table.Column.DoubleColumn;
import dev.venturi.table.Column.LongColumn;
import dev.venturi.table.Column.TextColumn;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The values of a row as the texts they would have in CSV.
final class RowTexts {
    private final Schema schema;
    private final ValueText text = new ValueText();

    RowTexts(Schema schema) {
        this.schema = schema;
    }

    List<String> of(Batch batch, int row) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < schema.fields().size(); c++) {
            cells.add(of(batch, row, c));
        }
        return cells;
    }

    /// One of them; empty where missing.
    String of(Batch batch, int row, int column) {
        switch (batch.columns().get(column)) {
            case DoubleColumn(double[] values) -> {
                if (Double.isNaN(values[row])) {
                    return "";
                }
                text.real(values[row]);
            }
            case LongColumn(long[] values, boolean[] nulls) -> {
                if (nulls != null && nulls[row]) {
                    return "";
                }
                whole(values[row], column);
            }
            case TextColumn(byte[] bytes, int[] offsets) ->
                    text.slice(bytes, offsets[row], offsets[row + 1]);
        }
        return new String(text.bytes, text.from, text.to - text.from, StandardCharsets.UTF_8);
    }

    private void whole(long value, int column) {
        ColumnType type = schema.fields().get(column).type();
        switch (type) {
            case BOOLEAN -> text.set(value == 1 ? "true" : "false");
            case DATE ->
                    text.time(
                            Math.floorDiv(value, ValueText.NANOS_PER_DAY),
                            ValueText.NANOS_PER_DAY,
                            false);
            case TIMESTAMP ->
                    text.time(
                            value,
                            1,
                            schema.instants().contains(schema.fields().get(column).name()));
            case INT64, FLOAT64, TEXT -> text.whole(value);
        }
    }
}
