package dev.venturi.parquet;

import dev.venturi.table.RowBatch;

/// A key column: finds where its values change by what is stored, codes or numbers, and makes a
/// text only there. Equal neighbours may still make two runs where a page ends; [KeyRuns] joins
/// them.
final class KeyColumn extends CursorFill {
    private final KeyRunList runs;
    private final KeyText text;

    /// @param runs told of the runs of the rows read last
    KeyColumn(ColumnCursor cursor, KeyRunList runs) {
        super(cursor);
        this.runs = runs;
        this.text = new KeyText(cursor.column);
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
            text.slice(dictionary.bytes(), dictionary.start(code), dictionary.ends()[code]);
        } else {
            text.number(dictionary.numbers()[code]);
        }
        runs.add(row, text.bytes, text.from, text.to);
    }

    private void addMissing(int row) {
        runs.add(row, text.bytes, 0, 0);
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
                    text.number(number);
                    runs.add(done + i, text.bytes, text.from, text.to);
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
                text.slice(slices.bytes, slices.from, slices.to);
                if (!lastHere || !runs.lastEquals(text.bytes, text.from, text.to)) {
                    runs.add(done + i, text.bytes, text.from, text.to);
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
