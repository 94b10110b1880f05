package dev.venturi.compare;

import dev.venturi.csv.TextValue;
import dev.venturi.table.FileTable;
import dev.venturi.table.TextRows;
import java.util.List;

/// The rows of a table, as texts.
final class TableRows implements RowSource {
    /// Rows between two reports of progress.
    private static final int REPORT = 1 << 13;

    private final FileTable table;
    private final List<Integer> keys;
    private final List<Integer> values;
    private final ColumnTypes types;
    private final TextValue keyReader;
    private final boolean keepNullKeys;
    private final Progress progress;
    private final TextRow row;
    private TextRows texts;
    private long reported;

    /// @param keys the key columns, as indexes into the schema
    /// @param values the columns to compare
    /// @param types told of every row
    /// @param keepNullKeys whether a missing key is a key like any other; otherwise it is an error
    TableRows(
            FileTable table,
            List<Integer> keys,
            List<Integer> values,
            ColumnTypes types,
            boolean keepNullKeys,
            Progress progress) {
        this.table = table;
        this.keys = List.copyOf(keys);
        this.values = List.copyOf(values);
        this.types = types;
        this.keyReader = types.reader();
        this.keepNullKeys = keepNullKeys;
        this.progress = progress;
        this.row = new TextRow(keys.size(), keys.size() + values.size());
        this.texts = table.texts(keys, values);
        row.number = -1;
    }

    /// Bytes of the files, as stored.
    long bytes() {
        return table.bytes();
    }

    @Override
    public boolean next() {
        if (!texts.next()) {
            progress.add(texts.bytesRead() - reported);
            reported = texts.bytesRead();
            return false;
        }
        row.number++;
        for (int f = 0; f < row.fields(); f++) {
            row.bytes[f] = texts.bytes(f);
            row.from[f] = texts.from(f);
            row.to[f] = texts.to(f);
        }
        for (int k = 0; k < row.keys(); k++) {
            checkKey(k);
        }
        types.learn(row);
        if (row.number % REPORT == 0) {
            progress.add(texts.bytesRead() - reported);
            reported = texts.bytesRead();
        }
        return true;
    }

    private void checkKey(int key) {
        if (keyReader.isMissingKey(row.bytes[key], row.from[key], row.to[key])) {
            if (!keepNullKeys) {
                throw texts.problem(
                        key,
                        "the key is missing; drop such rows, or compare them as a key of their own"
                                + " with --keep-null-key");
            }
            row.to[key] = row.from[key];
        }
    }

    @Override
    public TextRow row() {
        return row;
    }

    @Override
    public void rewind() {
        texts.close();
        texts = table.texts(keys, values);
        row.number = -1;
        reported = 0;
    }

    @Override
    public void close() {
        texts.close();
    }
}
