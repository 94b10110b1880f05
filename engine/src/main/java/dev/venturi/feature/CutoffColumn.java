package dev.venturi.feature;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.RowBatch;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The column of cut-offs of a grid: numbers as such, dates and times as nanoseconds where the
/// output keeps types, else as texts in ISO 8601.
final class CutoffColumn {
    private static final long NANOS = 1_000_000_000;

    private CutoffColumn() {}

    /// @param type what the cut-offs are
    /// @param zoned whether times are instants, written in UTC
    /// @param typed whether the output keeps types
    static Column of(FeatureBlock block, ColumnType type, boolean zoned, boolean typed) {
        int n = block.entities();
        if (typed && type.isTime()) {
            return new Column.LongColumn(block.cutoffs, null);
        }
        return switch (type) {
            case INT64 -> new Column.LongColumn(block.cutoffs, null);
            case FLOAT64 -> {
                double[] values = new double[n];
                for (int r = 0; r < n; r++) {
                    values[r] = RowBatch.fromSortable(block.cutoffs[r]);
                }
                yield new Column.DoubleColumn(values);
            }
            case TIMESTAMP, DATE -> {
                StringBuilder texts = new StringBuilder();
                int[] offsets = new int[n + 1];
                for (int r = 0; r < n; r++) {
                    texts.append(text(block.cutoffs[r], type, zoned));
                    offsets[r + 1] = texts.length();
                }
                yield new Column.TextColumn(
                        texts.toString().getBytes(StandardCharsets.US_ASCII), offsets);
            }
            case BOOLEAN, TEXT -> throw new IllegalStateException("orders nothing: " + type);
        };
    }

    private static String text(long nanos, ColumnType type, boolean zoned) {
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(
                        Math.floorDiv(nanos, NANOS),
                        (int) Math.floorMod(nanos, NANOS),
                        ZoneOffset.UTC);
        if (type == ColumnType.DATE) {
            return time.toLocalDate().toString();
        }
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time) + (zoned ? "Z" : "");
    }
}
