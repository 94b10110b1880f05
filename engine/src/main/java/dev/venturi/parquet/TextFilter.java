package dev.venturi.parquet;

import dev.venturi.columnar.ValueText;
import dev.venturi.table.RowBatch;
import dev.venturi.table.ValueTest;

/// A column read as texts that decides which rows are read; an empty text is missing, as in every
/// format. Where a page refers to a dictionary, each of its values is tested once.
final class TextFilter extends CursorFill {
    private final ValueTest test;
    private final KeyText keys;
    private final ValueText text;
    private boolean[] coded = {};

    TextFilter(ColumnCursor cursor, ValueTest test) {
        super(cursor);
        this.test = test;
        this.keys = new KeyText(cursor.column);
        this.text = keys.text;
    }

    @Override
    void convert(Dictionary dictionary) {
        coded = new boolean[dictionary.size()];
        for (int code = 0; code < coded.length; code++) {
            if (cursor.column.isBytes()) {
                keys.slice(dictionary.bytes(), dictionary.start(code), dictionary.ends()[code]);
            } else {
                keys.number(dictionary.numbers()[code]);
            }
            coded[code] = passes();
        }
    }

    private boolean passes() {
        return text.from == text.to ? test.missing() : test.text(text.bytes, text.from, text.to);
    }

    @Override
    int fill(int rows, RowBatch batch, int row, int done) {
        boolean full = cursor.isFull();
        int[] valid = cursor.valid();
        boolean missingPasses = test.missing();
        for (int i = 0, j = 0; i < rows; i++) {
            boolean here = full || valid[i] != 0;
            boolean passes = here ? passes(j) : missingPasses;
            j += here ? 1 : 0;
            if (!passes) {
                batch.drop(row + i);
            }
        }
        return rows;
    }

    private boolean passes(int which) {
        if (cursor.isCoded()) {
            return coded[cursor.codes[which]];
        }
        if (cursor.column.isBytes()) {
            BytesDecoder slices = cursor.texts();
            slices.next();
            keys.slice(slices.bytes, slices.from, slices.to);
        } else {
            keys.number(cursor.numbers[which]);
        }
        return passes();
    }

    @Override
    String complaint() {
        throw new IllegalStateException("every text can be tested");
    }
}
