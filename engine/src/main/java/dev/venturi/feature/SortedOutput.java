package dev.venturi.feature;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Holds all finished entities in memory and writes them by key: numbers by value, texts by bytes.
///
/// A key column is sorted as numbers when every text of it is an integer that reads back as
/// written.
final class SortedOutput {
    /// One entity: row `row` of batch `batch`.
    private record Entry(int batch, int row) {}

    private static final int ROWS_PER_BATCH = 1024;
    private final List<Batch> batches = new ArrayList<>();
    private final boolean[] whole;

    SortedOutput(int keyColumns) {
        whole = new boolean[keyColumns];
        Arrays.fill(whole, true);
    }

    void add(Batch batch) {
        for (int k = 0; k < whole.length; k++) {
            Column.TextColumn keys = key(batch, k);
            for (int row = 0; row < batch.rows() && whole[k]; row++) {
                whole[k] = isCanonicalInteger(keys, row);
            }
        }
        batches.add(batch);
    }

    private static Column.TextColumn key(Batch batch, int k) {
        return (Column.TextColumn) batch.columns().get(k);
    }

    private static boolean isCanonicalInteger(Column.TextColumn keys, int row) {
        String text = text(keys, row);
        try {
            return text.isEmpty() || Long.toString(Long.parseLong(text)).equals(text);
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static String text(Column.TextColumn keys, int row) {
        int from = keys.offsets()[row];
        return new String(
                keys.bytes(), from, keys.offsets()[row + 1] - from, StandardCharsets.UTF_8);
    }

    void writeTo(BatchSink sink) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (int b = 0; b < batches.size(); b++) {
            for (int row = 0; row < batches.get(b).rows(); row++) {
                entries.add(new Entry(b, row));
            }
        }
        entries.sort(byKey());
        for (int from = 0; from < entries.size(); from += ROWS_PER_BATCH) {
            sink.write(
                    gather(entries.subList(from, Math.min(entries.size(), from + ROWS_PER_BATCH))));
        }
    }

    private Comparator<Entry> byKey() {
        return (a, b) -> {
            for (int k = 0; k < whole.length; k++) {
                Column.TextColumn left = key(batches.get(a.batch()), k);
                Column.TextColumn right = key(batches.get(b.batch()), k);
                int order =
                        whole[k]
                                ? Long.compare(number(left, a.row()), number(right, b.row()))
                                : Arrays.compareUnsigned(
                                        left.bytes(),
                                        left.offsets()[a.row()],
                                        left.offsets()[a.row() + 1],
                                        right.bytes(),
                                        right.offsets()[b.row()],
                                        right.offsets()[b.row() + 1]);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    private static long number(Column.TextColumn keys, int row) {
        String text = text(keys, row);
        return text.isEmpty() ? Long.MIN_VALUE : Long.parseLong(text); // a missing key comes first
    }

    private Batch gather(List<Entry> rows) {
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < batches.getFirst().columns().size(); c++) {
            int column = c;
            columns.add(
                    c < whole.length
                            ? gatherTexts(rows, c)
                            : gatherNumbers(
                                    rows, e -> batches.get(e.batch()).columns().get(column)));
        }
        return new Batch(rows.size(), columns);
    }

    private Column gatherTexts(List<Entry> rows, int k) {
        int[] offsets = new int[rows.size() + 1];
        byte[] bytes = new byte[64];
        for (int i = 0; i < rows.size(); i++) {
            Column.TextColumn keys = key(batches.get(rows.get(i).batch()), k);
            int from = keys.offsets()[rows.get(i).row()];
            int length = keys.offsets()[rows.get(i).row() + 1] - from;
            offsets[i + 1] = offsets[i] + length;
            if (offsets[i + 1] > bytes.length) {
                bytes = Arrays.copyOf(bytes, offsets[i + 1] * 2);
            }
            System.arraycopy(keys.bytes(), from, bytes, offsets[i], length);
        }
        return new Column.TextColumn(bytes, offsets);
    }

    /// A column may be doubles in one batch and longs in another; longs that are exact as doubles
    /// become doubles then.
    private static Column gatherNumbers(List<Entry> rows, Function<Entry, Column> of) {
        boolean allWhole = rows.stream().allMatch(e -> of.apply(e) instanceof Column.LongColumn);
        double[] doubles = new double[rows.size()];
        long[] longs = new long[rows.size()];
        boolean[] nulls = null;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i).row();
            switch (of.apply(rows.get(i))) {
                case Column.DoubleColumn column -> doubles[i] = column.values()[row];
                case Column.LongColumn column -> {
                    boolean @Nullable [] missing = column.nulls();
                    boolean isNull = missing != null && missing[row];
                    longs[i] = column.values()[row];
                    doubles[i] = isNull ? Double.NaN : longs[i];
                    if (isNull) {
                        nulls = nulls == null ? new boolean[rows.size()] : nulls;
                        nulls[i] = true;
                    }
                }
                case Column.TextColumn _ -> throw new IllegalStateException("features are numbers");
            }
        }
        return allWhole ? new Column.LongColumn(longs, nulls) : new Column.DoubleColumn(doubles);
    }
}
