package dev.venturi.sort;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How a row lies in bytes: the length of its key where keys differ in length, the key, and behind
/// it the [Payload], the columns that are no keys. Not thread-safe: one for each thread that
/// encodes or decodes.
final class RowLayout {
    private final Ordering ordering;
    private final List<KeyColumn> keys = new ArrayList<>();
    private final Payload payload;

    /// Bytes of every key, or -1.
    private final int fixedKey;

    private int[] keyLengths = {};

    RowLayout(Ordering ordering) {
        this.ordering = ordering;
        List<Field> fields = ordering.schema().fields();
        List<Integer> others = new ArrayList<>();
        for (int c = 0; c < fields.size(); c++) {
            others.add(c);
        }
        int length = 0;
        for (Ordering.Key key : ordering.keys()) {
            ColumnType type = fields.get(key.column()).type();
            KeyColumn column =
                    switch (type) {
                        case INT64, BOOLEAN, TIMESTAMP, DATE ->
                                new LongKey(key.descending(), key.missingFirst());
                        case FLOAT64 -> new DoubleKey(key.descending(), key.missingFirst());
                        case TEXT -> new TextKey(key.descending(), key.missingFirst());
                    };
            keys.add(column);
            others.remove((Integer) key.column());
            length = length < 0 || column.fixedLength() < 0 ? -1 : length + column.fixedLength();
        }
        this.fixedKey = length;
        this.payload = new Payload(fields, others);
    }

    /// Where the key of a row begins.
    int keyStart(byte[] page, int at) {
        return fixedKey >= 0 ? at : at + RowBytes.lengthOf(RowBytes.getLength(page, at));
    }

    /// Bytes of the key of a row.
    int keyLength(byte[] page, int at) {
        return fixedKey >= 0 ? fixedKey : RowBytes.getLength(page, at);
    }

    /// Bytes of a row.
    int length(byte[] page, int at) {
        int behindKey = keyStart(page, at) + keyLength(page, at);
        return behindKey - at + payload.length(page, behindKey);
    }

    /// Bytes of the columns of a key that make a group.
    ///
    /// @param key where the key begins
    int groupLength(byte[] page, int key) {
        int at = key;
        for (int k = 0; k < ordering.groupKeys(); k++) {
            at = keys.get(k).end(page, at);
        }
        return at - key;
    }

    /// Adds the rows of a batch to a buffer, in their order.
    ///
    /// @param refs told where they lie
    void encode(Batch batch, RowBuffer buffer, RowRefs refs) {
        int rows = batch.rows();
        if (keyLengths.length < rows) {
            keyLengths = new int[rows];
        }
        Arrays.fill(keyLengths, 0, rows, 0);
        for (int k = 0; k < keys.size(); k++) {
            if (keys.get(k).fixedLength() < 0) {
                keys.get(k).addLengths(keyOf(batch, k), rows, keyLengths);
            } else {
                int length = keys.get(k).fixedLength();
                for (int r = 0; r < rows; r++) {
                    keyLengths[r] += length;
                }
            }
        }
        int[] lengths = payload.lengths(batch);
        refs.reserve(rows);
        int[] at = refs.at;
        byte[][] pages = refs.pages;
        for (int r = 0; r < rows; r++) {
            int header = fixedKey >= 0 ? 0 : RowBytes.lengthOf(keyLengths[r]);
            long length = (long) header + keyLengths[r] + lengths[r];
            buffer.add(length);
            pages[r] = buffer.page();
            at[r] = buffer.offset();
        }
        if (fixedKey < 0) {
            for (int r = 0; r < rows; r++) {
                at[r] = RowBytes.putLength(pages[r], at[r], keyLengths[r]);
            }
        }
        for (int k = 0; k < keys.size(); k++) {
            keys.get(k).write(keyOf(batch, k), rows, pages, at);
        }
        payload.write(batch, pages, at);
    }

    private Column keyOf(Batch batch, int key) {
        return batch.columns().get(ordering.keys().get(key).column());
    }

    /// The rows as columns of the schema.
    ///
    /// @param refs where they lie; moved behind the rows
    Batch decode(RowRefs refs) {
        int rows = refs.rows;
        Column[] columns = new Column[ordering.schema().fields().size()];
        if (fixedKey < 0) {
            for (int r = 0; r < rows; r++) {
                refs.at[r] = keyStart(refs.pages[r], refs.at[r]);
            }
        }
        for (int k = 0; k < keys.size(); k++) {
            columns[ordering.keys().get(k).column()] = keys.get(k).read(rows, refs.pages, refs.at);
        }
        payload.read(refs, columns);
        return new Batch(rows, List.of(columns));
    }
}
