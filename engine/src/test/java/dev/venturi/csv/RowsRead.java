package dev.venturi.csv;

import dev.venturi.table.Projection;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// All rows of a table as texts, read split by split the way the engine does: a split whose start
/// was a guess is read again when the one before it ended elsewhere.
final class RowsRead {
    private final CsvTable table;
    private final Projection projection;
    private final int capacity;

    /// Rows as `key,key | order | value` with doubles as [Double#toString].
    final List<String> rows = new ArrayList<>();

    /// Whether a value of the column was not an int64.
    final boolean[] fractional;

    long overflowed;
    int reopened;

    private RowsRead(CsvTable table, Projection projection, int capacity) {
        this.table = table;
        this.projection = projection;
        this.capacity = capacity;
        this.fractional = new boolean[projection.values().size()];
    }

    /// Reads a table with the named columns, in pieces of about `splitBytes`.
    static RowsRead of(CsvTable table, Projection projection, long splitBytes) {
        return of(table, projection, table.splits(splitBytes), 7);
    }

    static RowsRead of(CsvTable table, Projection projection, List<Split> splits, int capacity) {
        RowsRead read = new RowsRead(table, projection, capacity);
        long end = -1;
        int file = -1;
        for (Split split : splits) {
            end = read.split(split, split.file() == file ? end : -1);
            file = split.file();
        }
        return read;
    }

    /// Names of columns as a projection.
    static Projection columns(
            CsvTable table, List<String> keys, List<String> order, List<String> values) {
        return new Projection(
                keys.stream().map(name -> table.schema().require(name, "--by")).toList(),
                order.stream().map(name -> table.schema().require(name, "--order-by")).toList(),
                values.stream().map(name -> table.schema().require(name, "--select")).toList(),
                false);
    }

    /// @param expected where the split before it in the same file ended; -1 for none
    private long split(Split split, long expected) {
        try (SplitReader reader = table.open(split, projection)) {
            if (split.exact() || reader.begin() == expected) {
                List<String> found = new ArrayList<>();
                append(reader, found);
                keep(reader, found);
                if (split.exact() || reader.end() >= split.to()) {
                    return reader.end();
                }
                return again(split, reader.end());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return again(split, expected);
    }

    private long again(Split split, long from) {
        reopened++;
        return from >= split.to()
                ? from
                : split(new Split(split.file(), from, split.to(), true), from);
    }

    private void keep(SplitReader reader, List<String> found) {
        rows.addAll(found);
        for (int v = 0; v < fractional.length; v++) {
            fractional[v] |= reader.fractional(v);
        }
        overflowed += reader.overflowedToInfinity();
    }

    private void append(SplitReader reader, List<String> found) throws IOException {
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
                for (int r = batch.runStart(run); r < batch.runEnd(run); r++) {
                    found.add(row(batch, run, r));
                }
            }
            batch.retainLastKey();
        }
    }

    private String row(RowBatch batch, int run, int r) {
        StringBuilder text = new StringBuilder(batch.key(run).toString());
        for (long[] order : batch.order) {
            text.append('|').append(order[r]);
        }
        for (int v = 0; v < batch.values.length; v++) {
            long[] exact = batch.exact[v];
            boolean asLong = exact != null && Math.abs(batch.values[v][r]) >= 0x1p53;
            text.append('|').append(asLong ? exact[r] + "L" : "" + batch.values[v][r]);
        }
        return text.toString();
    }
}
