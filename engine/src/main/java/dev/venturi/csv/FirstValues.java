package dev.venturi.csv;

import dev.venturi.table.ColumnType;
import java.io.IOException;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The first value of each field of some rows: what a column's type is decided by.
final class FirstValues {
    private static final int ALL = -1;

    private final @Nullable String[] texts;
    private final long[] positions;
    private final long[] rows;
    private final NullTokens nulls;
    private final Set<Long> leftOut;
    private final NumberParser parser = new NumberParser();
    private long rowsRead;

    /// @param fields fields of a row
    /// @param leftOut positions of rows that are passed over
    FirstValues(int fields, NullTokens nulls, Set<Long> leftOut) {
        this.rows = new long[fields];
        this.leftOut = leftOut;
        this.texts = new String[fields];
        this.positions = new long[fields];
        this.nulls = nulls;
    }

    /// Reads rows until every field has had a value.
    void read(RowScanner rows) {
        read(rows, ALL);
    }

    /// Reads rows until one field has had a value.
    void read(RowScanner rows, int place) {
        FieldText text = new FieldText();
        int open = place == ALL ? texts.length : 1;
        int count;
        while (open > 0 && (count = rows.next(1)) > 0) {
            long begins = rows.position(rows.at[rows.first] + 1);
            if (!leftOut.isEmpty() && leftOut.contains(begins)) {
                rows.take(count);
                continue;
            }
            for (int f = place == ALL ? 0 : place;
                    f < (place == ALL ? texts.length : place + 1);
                    f++) {
                int start = rows.at[rows.first + f] + 1;
                int end = rows.at[rows.first + f + 1];
                boolean returned = f == texts.length - 1 && rows.bytes[end - 1] == '\r';
                text.set(rows.bytes, start, returned ? end - 1 : end).trim();
                if (texts[f] == null && !isMissing(text)) {
                    texts[f] = text.toString();
                    positions[f] = rows.position(start);
                    this.rows[f] = begins;
                    open--;
                }
            }
            rows.take(count);
            rowsRead++;
        }
    }

    private boolean isMissing(FieldText text) {
        return nulls.matches(text) || parser.parse(text) == NumberParser.Kind.NOT_A_VALUE;
    }

    /// Rows that were read.
    long rows() {
        return rowsRead;
    }

    /// Where the rows begin that gave first values.
    long[] positions() {
        return IntStream.range(0, texts.length)
                .filter(place -> texts[place] != null)
                .mapToLong(place -> rows[place])
                .distinct()
                .toArray();
    }

    /// The first value, without quotes and blanks around it; null when there was none.
    @Nullable String text(int place) {
        return texts[place];
    }

    /// The type of a field that had a value.
    ColumnType type(int place) {
        return TypeSniffer.typeOf(FieldText.of(java.util.Objects.requireNonNull(texts[place])));
    }

    /// `first value "72.1" (line 2)`.
    String reason(CsvFile file, int place) throws IOException {
        return "first value %s (line %d)"
                .formatted(
                        FieldText.of(java.util.Objects.requireNonNull(texts[place])).clipped(),
                        file.format().lineAt(file.file(), positions[place]));
    }
}
