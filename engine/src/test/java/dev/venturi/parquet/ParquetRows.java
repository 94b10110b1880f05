package dev.venturi.parquet;

import dev.venturi.table.Projection;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Schema;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TableSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// All rows of a table as texts, read split by split as the engine does.
///
/// @param rows `key,key|order|value`: sort keys as they are, values as the bits of the double,
///   where the batch has exact integers those
/// @param fractional by value column, whether a value was no int64
@SuppressWarnings("ArrayRecordComponent") // compared by content
record ParquetRows(List<String> rows, boolean[] fractional) {
    /// Reads with batches of a capacity and splits of about some bytes.
    static ParquetRows read(TableSource table, Projection projection, int capacity, long splitBytes)
            throws IOException {
        return read(table, projection, capacity, table.splits(splitBytes));
    }

    static ParquetRows read(
            TableSource table, Projection projection, int capacity, List<Split> splits)
            throws IOException {
        List<String> rows = new ArrayList<>();
        boolean[] fractional = new boolean[projection.values().size()];
        for (Split split : splits) {
            try (SplitReader reader = table.open(split, projection)) {
                append(reader, projection, capacity, rows);
                for (int v = 0; v < fractional.length; v++) {
                    fractional[v] |= reader.fractional(v);
                }
            }
        }
        return new ParquetRows(rows, fractional);
    }

    /// Names of columns as a projection that keeps missing keys.
    static Projection columns(
            TableSource table, List<String> keys, List<String> order, List<String> values) {
        Schema schema = table.schema();
        return new Projection(
                keys.stream().map(name -> schema.require(name, "--by")).toList(),
                order.stream().map(name -> schema.require(name, "--order-by")).toList(),
                values.stream().map(name -> schema.require(name, "--select")).toList(),
                true);
    }

    private static void append(
            SplitReader reader, Projection projection, int capacity, List<String> rows)
            throws IOException {
        RowBatch batch =
                new RowBatch(
                        projection.keys().size(),
                        projection.order().size(),
                        projection.values().size(),
                        capacity);
        boolean more = true;
        while (more) {
            more = reader.read(batch);
            for (int run = 0; run < batch.runs(); run++) {
                String key = batch.key(run).toString();
                for (int r = batch.runStart(run); r < batch.runEnd(run); r++) {
                    rows.add(row(batch, key, r));
                }
            }
            batch.retainLastKey();
        }
    }

    private static String row(RowBatch batch, String key, int r) {
        StringBuilder text = new StringBuilder(key);
        for (long[] order : batch.order) {
            text.append('|').append(order[r]);
        }
        for (int v = 0; v < batch.values.length; v++) {
            double value = batch.values[v][r];
            long[] exact = batch.exact[v];
            text.append('|');
            if (Double.isNaN(value)) {
                text.append("NaN");
            } else if (exact != null && Math.abs(value) > 0x1p53) {
                text.append(exact[r]);
            } else {
                text.append(bits(value));
            }
        }
        return text.toString();
    }

    /// The text of a double in these rows.
    static String bits(double value) {
        return Double.isNaN(value) ? "NaN" : Double.toHexString(value);
    }
}
