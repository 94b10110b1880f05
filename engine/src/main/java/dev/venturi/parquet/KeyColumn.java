package dev.venturi.parquet;

import dev.venturi.columnar.KeyRunList;
import dev.venturi.columnar.ValueText;
import dev.venturi.table.RowBatch;

/// A key column: finds where its values change by what is stored, codes or numbers, and makes a
/// text only there. Equal neighbours may still make two runs where a page ends;
/// [dev.venturi.columnar.KeyRuns] joins them.
final class KeyColumn extends CursorFill {
    private final KeyRunList runs;
    private final KeyText keys;
    private final ValueText text;

    /// @param runs told of the runs of the rows read last
    KeyColumn(ColumnCursor cursor, KeyRunList runs) {
        super(cursor);
        this.runs = runs;
        this.keys = new KeyText(cursor.column);
        this.text = keys.text;
    }

    @Override
    void begin(int n) {
        runs.clear();
    }

    @Override
    void convert(Dictionary dictionary) {} // texts are made where a run begins

    @Override
    int fill(int rows, RowBatch batch, int row, int done) {
        if (cursor.isCoded()) {
            codes(rows, done);
        } else if (cursor.column.isBytes()) {
            slices(rows, done);
        } else {
            numbers(rows, done);
        }
        return rows;
    }

    private void codes(int rows, int done) {
        int[] codes = cursor.codes;
        boolean full = cursor.isFull();
        int[] valid = cursor.valid();
        int last = -2;
        for (int i = 0, j = 0; i < rows; i++) {
            int here = full ? 1 : valid[i];
            int code = here == 0 ? -1 : codes[j];
            j += here;
            if (code != last) {
                add(done + i, code);
                last = code;
            }
        }
    }

    private void add(int row, int code) {
        if (code < 0) {
            addMissing(row);
            return;
        }
        Dictionary dictionary = cursor.dictionary();
        if (cursor.column.isBytes()) {
            keys.slice(dictionary.bytes(), dictionary.start(code), dictionary.ends()[code]);
        } else {
            keys.number(dictionary.numbers()[code]);
        }
        begin(row, text.bytes, text.from, text.to);
    }

    private void begin(int row, byte[] key, int from, int to) {
        if (!runs.add(row, key, from, to)) {
            throw new PageProblem(KeyRunList.TOO_LONG);
        }
    }

    private void addMissing(int row) {
        begin(row, text.bytes, 0, 0);
    }

    private void numbers(int rows, int done) {
        long[] numbers = cursor.numbers;
        boolean full = cursor.isFull();
        int[] valid = cursor.valid();
        long last = 0;
        boolean lastHere = false;
        for (int i = 0, j = 0; i < rows; i++) {
            boolean here = full || valid[i] != 0;
            if (!here) {
                if (i == 0 || lastHere) {
                    addMissing(done + i);
                }
            } else {
                long number = numbers[j++];
                if (!lastHere || number != last) {
                    keys.number(number);
                    begin(done + i, text.bytes, text.from, text.to);
                }
                last = number;
            }
            lastHere = here;
        }
    }

    private void slices(int rows, int done) {
        BytesDecoder slices = cursor.texts();
        boolean full = cursor.isFull();
        int[] valid = cursor.valid();
        boolean lastHere = false;
        for (int i = 0; i < rows; i++) {
            boolean here = full || valid[i] != 0;
            if (!here) {
                if (i == 0 || lastHere) {
                    addMissing(done + i);
                }
            } else {
                slices.next();
                keys.slice(slices.bytes, slices.from, slices.to);
                if (!lastHere || !runs.lastEquals(text.bytes, text.from, text.to)) {
                    begin(done + i, text.bytes, text.from, text.to);
                }
            }
            lastHere = here;
        }
    }

    @Override
    String complaint() {
        throw new IllegalStateException("keys are looked at where runs are joined");
    }
}
