package dev.venturi.csv;

import dev.venturi.table.MalformedDataException;
import dev.venturi.table.TextRows;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a table row by row as the texts of some of its columns. Not thread-safe.
///
/// A text is the content of a field, without quotes, with the blanks it has; where directories give
/// the column, their text. It is valid until the next row.
final class CsvTexts implements TextRows {
    private static final int ROWS = 256;

    private final List<CsvFile> files;
    private final List<CsvColumn> columns;

    /// By slot: the column of the table, its field in the current file or -1, its text.
    private final int[] asked;

    private final int[] places;
    private final FieldText[] texts;
    private final @Nullable RejectingPass pass;

    private @Nullable RowScanner rows;
    private int file = -1;
    private int ready;
    private int row;
    private long bytesBefore;

    /// @param asked indexes into the schema
    /// @param pass what is told of rows that are none; null: the first one ends reading
    CsvTexts(
            List<CsvFile> files,
            List<CsvColumn> columns,
            List<Integer> asked,
            @Nullable RejectingPass pass) {
        this.pass = pass;
        this.files = files;
        this.columns = columns;
        this.asked = asked.stream().mapToInt(Integer::intValue).toArray();
        this.places = new int[this.asked.length];
        this.texts = new FieldText[this.asked.length];
        for (int slot = 0; slot < texts.length; slot++) {
            texts[slot] = new FieldText();
        }
    }

    @Override
    public boolean next() {
        row++;
        while (row >= ready) {
            if (rows != null) {
                rows.take(ready);
                ready = rows.next(ROWS);
                row = 0;
            }
            if (ready == 0 && !openNext()) {
                return false;
            }
        }
        RowScanner scanner = scanner();
        int stride = scanner.fields();
        int before = scanner.first + row * stride;
        for (int slot = 0; slot < places.length; slot++) {
            int place = places[slot];
            if (place >= 0) {
                int start = scanner.at[before + place] + 1;
                int end = scanner.at[before + place + 1];
                boolean returned = place == stride - 1 && scanner.bytes[end - 1] == '\r';
                texts[slot].set(scanner.bytes, start, returned ? end - 1 : end);
            }
        }
        return true;
    }

    @Override
    public byte[] bytes(int slot) {
        return texts[slot].bytes;
    }

    @Override
    public int from(int slot) {
        return texts[slot].from;
    }

    @Override
    public int to(int slot) {
        return texts[slot].to;
    }

    @Override
    public long bytesRead() {
        return bytesBefore + (rows == null ? 0 : rows.storedBytes());
    }

    @Override
    public MalformedDataException problem(int slot, String message) {
        return scanner().problem(fieldAt(slot), name(slot), message);
    }

    /// The rows of the file that is being read.
    RowScanner scanner() {
        return java.util.Objects.requireNonNull(rows);
    }

    /// Buffer position of the first byte of the row.
    int rowFrom() {
        RowScanner scanner = scanner();
        return scanner.at[scanner.first + row * scanner.fields()] + 1;
    }

    /// Buffer position behind its last byte, without the line end.
    int rowTo() {
        RowScanner scanner = scanner();
        int end = scanner.at[scanner.first + (row + 1) * scanner.fields()];
        return end > rowFrom() && scanner.bytes[end - 1] == '\r' ? end - 1 : end;
    }

    /// Buffer position of a field of the row; of its first one where directories give the column.
    int fieldAt(int slot) {
        RowScanner scanner = scanner();
        int before = scanner.first + row * scanner.fields();
        return scanner.at[before + Math.max(0, places[slot])] + 1;
    }

    /// The name of a column.
    String name(int slot) {
        return columns.get(asked[slot]).field().name();
    }

    private boolean openNext() {
        close();
        if (file == files.size()) {
            return false;
        }
        bytesBefore += file < 0 ? 0 : files.get(file).file().size();
        file++;
        if (file == files.size()) {
            return false;
        }
        CsvFile opened = files.get(file);
        for (int slot = 0; slot < asked.length; slot++) {
            places[slot] = opened.placeOf(asked[slot]);
            if (columns.get(asked[slot]).fromPath()) {
                String name = columns.get(asked[slot]).field().name();
                byte[] value =
                        PathColumns.value(opened.file(), name).getBytes(StandardCharsets.UTF_8);
                texts[slot].bytes = value;
                texts[slot].from = 0;
                texts[slot].to = value.length;
            }
        }
        if (pass != null) {
            pass.begin(file, opened);
        }
        rows = opened.rows(opened.begin(), Long.MAX_VALUE, pass);
        return true;
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
        ready = 0;
    }
}
