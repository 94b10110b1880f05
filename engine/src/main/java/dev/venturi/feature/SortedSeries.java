package dev.venturi.feature;

import dev.venturi.sort.SortKey;
import dev.venturi.sort.SortOptions;
import dev.venturi.sort.SortedBatches;
import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of one entity put in order by way of disk: too many for memory, and out of order in the
/// table. Read as often as there are passes.
final class SortedSeries implements Closeable, LongSeries.Reread {
    private final int keys;
    private final int values;
    private final boolean[] wide;
    private final SortedBatches sorted;
    private long ties;
    private long least;
    private long most;

    /// @param keys columns of the order
    /// @param wide of each value column, whether some of its values are exact as int64 only
    SortedSeries(int keys, boolean[] wide, SortOptions options) {
        this.keys = keys;
        this.values = wide.length;
        this.wide = wide.clone();
        List<Field> fields = new ArrayList<>();
        List<SortKey> by = new ArrayList<>();
        for (int k = 0; k < keys; k++) {
            fields.add(new Field("key " + k, ColumnType.INT64, ""));
            by.add(SortKey.ascending("key " + k));
        }
        for (int c = 0; c < values; c++) {
            fields.add(new Field("value " + c, ColumnType.FLOAT64, ""));
        }
        for (int c = 0; c < values; c++) {
            if (wide[c]) {
                fields.add(new Field("exact " + c, ColumnType.INT64, ""));
            }
        }
        this.sorted = new SortedBatches(new Schema(fields), by, options);
    }

    /// Adds rows of the entity as they stand in the table.
    void add(double[][] rows, long[] @Nullable [] exact, long[][] order, int n)
            throws InterruptedException {
        List<Column> columns = new ArrayList<>();
        for (long[] keys : order) {
            columns.add(new Column.LongColumn(keys, null));
        }
        for (double[] column : rows) {
            columns.add(new Column.DoubleColumn(column));
        }
        for (int c = 0; c < values; c++) {
            if (wide[c]) {
                long[] whole = exact[c];
                columns.add(new Column.LongColumn(whole == null ? whole(rows[c], n) : whole, null));
            }
        }
        sorted.add(new Batch(n, columns));
    }

    private static long[] whole(double[] values, int n) {
        long[] whole = new long[n];
        for (int r = 0; r < n; r++) {
            whole[r] = (long) values[r]; // NaN becomes 0
        }
        return whole;
    }

    /// Puts the rows in order, counts ties and finds the bounds of the first key.
    void sort() throws IOException, InterruptedException {
        long @Nullable [][] last = {null};
        from(
                new LongSeries.Start(0, 0, 0, 0, 0),
                (_, _, order, n) -> {
                    long[] before = last[0];
                    if (before == null) {
                        before = new long[order.length];
                        least = order[0][0];
                    } else {
                        ties += isTie(before, order, 0) ? 1 : 0;
                    }
                    for (int r = 0; r < n; r++) {
                        if (r > 0) {
                            ties += isTie(before, order, r) ? 1 : 0;
                        }
                        for (int k = 0; k < before.length; k++) {
                            before[k] = order[k][r];
                        }
                    }
                    most = before[0];
                    last[0] = before;
                    return true;
                });
    }

    private static boolean isTie(long[] before, long[][] order, int row) {
        boolean same = true;
        for (int k = 0; k < before.length; k++) {
            same &= before[k] == order[k][row];
        }
        return same;
    }

    /// Rows that tie with the row before them.
    long ties() {
        return ties;
    }

    /// The first key of the first row.
    long least() {
        return least;
    }

    /// The first key of the last row.
    long most() {
        return most;
    }

    /// Reads all rows: the fragment does not matter.
    @Override
    public void from(LongSeries.Start start, LongSeries.RowsAgain rows)
            throws IOException, InterruptedException {
        sorted.read(batch -> {
            List<Column> columns = batch.columns();
            long[][] order = new long[keys][];
            for (int k = 0; k < keys; k++) {
                order[k] = longs(columns.get(k));
            }
            double[][] read = new double[values][];
            long[] @Nullable [] exact = new long[values][];
            int next = keys + values;
            for (int c = 0; c < values; c++) {
                read[c] = ((Column.DoubleColumn) columns.get(keys + c)).values();
                exact[c] = wide[c] ? longs(columns.get(next++)) : null;
            }
            return rows.take(read, exact, order, batch.rows());
        });
    }

    private static long[] longs(Column column) {
        return ((Column.LongColumn) column).values();
    }

    @Override
    public void close() {
        sorted.close();
    }
}
