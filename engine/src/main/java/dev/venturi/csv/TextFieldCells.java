package dev.venturi.csv;

import dev.venturi.table.Column;
import dev.venturi.table.Field;
import dev.venturi.table.TextCells;
import dev.venturi.table.Utf8;

/// A column of texts, each as it stands; they must be UTF-8.
final class TextFieldCells extends CsvCells {
    private TextCells cells = new TextCells(0);

    TextFieldCells(int column, Field field, CsvOptions options) {
        super(column, field, options);
    }

    @Override
    void begin(int rows) {
        cells = new TextCells(rows);
    }

    @Override
    boolean read(int row) {
        if (isMissing()) {
            cells.add(text.bytes, text.from, text.from);
            return true;
        }
        if (!Utf8.isValid(text.bytes, text.from, text.to)) {
            return false;
        }
        cells.add(text.bytes, text.from, text.to);
        return true;
    }

    @Override
    void forget(int row) {
        cells.truncate(row);
    }

    @Override
    Column column() {
        return cells.column();
    }

    @Override
    int bytes() {
        return cells.bytes();
    }

    @Override
    String complaint() {
        return "expected a text in UTF-8, found %s; convert the file, for example with: iconv -f LATIN1 -t UTF-8"
                .formatted(text.clipped());
    }
}
