package dev.venturi.arrow;

import dev.venturi.csv.InputFiles;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Projection;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All rows of Arrow files, read split by split as the engine does it: numbers as values, other
/// columns as keys.
final class ReadCells {
    private ReadCells() {}

    /// Cells by column: `Double` (of booleans too), `Long` where the column is int64, else the text
    /// of the key; null where missing.
    static List<List<@Nullable Object>> of(Path file, long splitBytes, int capacity)
            throws IOException {
        try (InputFiles input = InputFiles.of(file)) {
            return of(ArrowTable.open(input), splitBytes, capacity);
        }
    }

    static List<List<@Nullable Object>> of(ArrowTable table, long splitBytes, int capacity)
            throws IOException {
        List<Integer> keys = new ArrayList<>();
        List<Integer> values = new ArrayList<>();
        List<List<@Nullable Object>> cells = new ArrayList<>();
        List<Field> fields = table.schema().fields();
        for (int c = 0; c < fields.size(); c++) {
            (fields.get(c).type().isNumeric() ? values : keys).add(c);
            cells.add(new ArrayList<>());
        }
        Projection projection = new Projection(keys, List.of(), values, true);
        for (Split split : table.splits(splitBytes)) {
            try (SplitReader reader = table.open(split, projection)) {
                boolean more = true;
                while (more) {
                    RowBatch batch = new RowBatch(keys.size(), 0, values.size(), capacity);
                    more = reader.read(batch);
                    for (int k = 0; k < keys.size(); k++) {
                        addKeys(batch, k, cells.get(keys.get(k)));
                    }
                    for (int v = 0; v < values.size(); v++) {
                        boolean whole = fields.get(values.get(v)).type() == ColumnType.INT64;
                        addValues(batch, v, whole, cells.get(values.get(v)));
                    }
                }
            }
        }
        return cells;
    }

    private static void addKeys(RowBatch batch, int key, List<@Nullable Object> into) {
        for (int run = 0; run < batch.runs(); run++) {
            String text = new String(batch.key(run).parts()[key], StandardCharsets.UTF_8);
            for (int row = batch.runStart(run); row < batch.runEnd(run); row++) {
                into.add(text.isEmpty() ? null : text);
            }
        }
    }

    private static void addValues(
            RowBatch batch, int v, boolean whole, List<@Nullable Object> into) {
        long[] exact = batch.exact[v];
        for (int row = 0; row < batch.rows(); row++) {
            double value = batch.values[v][row];
            if (Double.isNaN(value)) {
                into.add(null);
            } else if (whole) {
                into.add(exact == null ? (long) value : exact[row]);
            } else {
                into.add(value);
            }
        }
    }
}
