package dev.venturi.pipeline.database;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Batches as lists of cells, and back.
final class Rows {
    private Rows() {}

    /// Whole numbers; null where missing.
    static Column longs(@Nullable Long... cells) {
        long[] values = new long[cells.length];
        boolean[] nulls = new boolean[cells.length];
        for (int row = 0; row < cells.length; row++) {
            Long cell = cells[row];
            nulls[row] = cell == null;
            values[row] = cell == null ? 0 : cell;
        }
        return new Column.LongColumn(values, nulls);
    }

    static Column doubles(double... cells) {
        return new Column.DoubleColumn(cells);
    }

    /// Texts; an empty one is missing.
    static Column texts(String... cells) {
        int[] offsets = new int[cells.length + 1];
        StringBuilder all = new StringBuilder();
        for (int row = 0; row < cells.length; row++) {
            all.append(cells[row]);
            offsets[row + 1] = all.toString().getBytes(StandardCharsets.UTF_8).length;
        }
        return new Column.TextColumn(all.toString().getBytes(StandardCharsets.UTF_8), offsets);
    }

    /// All rows of a source, each a list of `Long`, `Double` and `String`, null where missing.
    static List<List<@Nullable Object>> of(DatabaseSource source) {
        List<List<@Nullable Object>> all = new ArrayList<>();
        try (DatabaseRows rows = source.open()) {
            for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
                for (int row = 0; row < batch.rows(); row++) {
                    List<@Nullable Object> cells = new ArrayList<>();
                    for (Column column : batch.columns()) {
                        cells.add(cell(column, row));
                    }
                    all.add(Collections.unmodifiableList(cells));
                }
            }
        }
        return all;
    }

    private static @Nullable Object cell(Column column, int row) {
        return switch (column) {
            case Column.DoubleColumn(double[] values) ->
                    Double.isNaN(values[row]) ? null : values[row];
            case Column.LongColumn(long[] values, boolean[] nulls) ->
                    nulls != null && nulls[row] ? null : values[row];
            case Column.TextColumn(byte[] bytes, int[] offsets) -> {
                int length = offsets[row + 1] - offsets[row];
                yield length == 0
                        ? null
                        : new String(bytes, offsets[row], length, StandardCharsets.UTF_8);
            }
        };
    }
}
