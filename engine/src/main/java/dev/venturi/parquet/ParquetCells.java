package dev.venturi.parquet;

import dev.venturi.columnar.KeyRunList;
import dev.venturi.columnar.PathValue;
import dev.venturi.columnar.TableColumn;
import dev.venturi.csv.InputFile;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.RowBatch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads one column of one file into columns of batches: numbers and times as the engine reads
/// values, texts as it reads keys.
final class ParquetCells {
    private final Field field;
    private final InputFile file;
    private final @Nullable PathValue path;
    private final @Nullable ColumnFill fill;
    private final KeyRunList runs = new KeyRunList();
    private final RowBatch batch = new RowBatch(0, 0, 1, ColumnCursor.MOST);

    /// Rows of the last [#read] before the first that cannot be used.
    private int good;

    ParquetCells(
            ParquetFile file,
            FileBytes bytes,
            TableColumn column,
            boolean verify,
            Scratch scratch) {
        this.field = column.field();
        this.file = file.file();
        if (column.fromPath()) {
            path = new PathValue(field, file.file());
            fill = null;
        } else {
            path = null;
            FlatColumn stored = file.schema().column(field.name());
            boolean text = field.type() == ColumnType.TEXT;
            ColumnCursor cursor =
                    new ColumnCursor(
                            file, bytes, stored, text && stored.isBytes(), verify, scratch);
            fill =
                    switch (field.type()) {
                        case INT64 -> new LongValues(cursor);
                        case FLOAT64, BOOLEAN ->
                                new DoubleValues(cursor, 0, field.type() == ColumnType.FLOAT64);
                        case TIMESTAMP, DATE -> new TimeFill(cursor);
                        case TEXT -> new KeyColumn(cursor, runs);
                    };
        }
    }

    /// Turns to a row group.
    ///
    /// @param skipped rows of it that are left out
    void begin(RowGroupPart group, long skipped) {
        if (fill != null) {
            fill.begin(group);
            fill.skip(skipped);
        }
    }

    /// Reads the next rows.
    ///
    /// @return rows before the first that cannot be used, see [#complaint]
    int read(int n) {
        good = n;
        if (fill == null) {
            return n;
        }
        batch.clear();
        good = fill.read(n, batch, 0);
        int bad = field.type() == ColumnType.TEXT ? runs.firstNotUtf8() : -1;
        good = bad >= 0 ? bad : good;
        return good;
    }

    /// Whether a number was beyond int64.
    boolean isWide() {
        return fill instanceof LongValues values && values.isWide();
    }

    String complaint() {
        return fill == null || field.type() == ColumnType.TEXT
                ? "expected a text in UTF-8, found other bytes; leave the column out"
                : fill.complaint();
    }

    /// The rows read last.
    Column column(int n) {
        if (path != null) {
            return path.column(n, file);
        }
        if (fill instanceof LongValues longs) {
            return longs.column(n);
        }
        return switch (field.type()) {
            case FLOAT64 -> new Column.DoubleColumn(Arrays.copyOf(batch.values[0], n));
            case TEXT -> runs.column(n);
            case INT64, BOOLEAN, TIMESTAMP, DATE -> wholes(n);
        };
    }

    private Column wholes(int n) {
        double[] doubles = batch.values[0];
        long[] exact = batch.exact[0];
        long[] longs = new long[n];
        boolean[] nulls = new boolean[n];
        boolean any = false;
        for (int i = 0; i < n; i++) {
            boolean missing = Double.isNaN(doubles[i]);
            nulls[i] = missing;
            any |= missing;
            longs[i] = missing ? 0 : exact == null ? (long) doubles[i] : exact[i];
        }
        return new Column.LongColumn(longs, any ? nulls : null);
    }

    void close() {
        if (fill != null) {
            fill.close();
        }
    }
}
