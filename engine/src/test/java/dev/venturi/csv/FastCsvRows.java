package dev.venturi.csv;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What FastCSV makes of a text: the oracle of the tokenizer.
final class FastCsvRows {
    /// A row, the physical line from 1 on which it begins, and whether it is blanks alone.
    private record Row(long line, List<String> fields, boolean isBlank) {}

    private FastCsvRows() {}

    /// All rows; nothing when it cannot be read, when rows have not all as many fields, or when
    /// there is none. Lines of blanks alone count as none where rows have several fields.
    static Optional<List<List<String>>> of(String content) {
        List<Row> rows = new ArrayList<>();
        try {
            reader(content).forEach(rows::add);
        } catch (CsvParseException _) {
            return Optional.empty();
        }
        if (rows.stream().allMatch(Row::isBlank)) {
            return Optional.empty();
        }
        if (rows.stream().anyMatch(row -> row.fields().size() > 1)) {
            rows.removeIf(Row::isBlank);
        }
        boolean even = rows.stream().mapToInt(row -> row.fields().size()).distinct().count() == 1;
        return even ? Optional.of(rows.stream().map(Row::fields).toList()) : Optional.empty();
    }

    /// The physical lines on which its rows begin that hold anything but blanks.
    static List<Long> lines(String content) {
        List<Long> lines = new ArrayList<>();
        for (Row row : reader(content)) {
            if (!row.isBlank()) {
                lines.add(row.line());
            }
        }
        return lines;
    }

    private static CsvReader<Row> reader(String content) {
        return CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .build(new Handler(), content);
    }

    private static final class Handler extends CsvCallbackHandler<Row> {
        private long line;
        private List<String> fields = new ArrayList<>();
        private boolean blank;
        private RecordType type = RecordType.DATA;

        @Override
        protected void beginRecord(long startingLineNumber) {
            line = startingLineNumber;
            fields = new ArrayList<>();
            blank = true;
            type = RecordType.DATA;
        }

        @Override
        protected void addField(char[] buffer, int from, int length, boolean quoted) {
            String field = new String(buffer, from, length);
            blank &= fields.isEmpty() && !quoted && field.isBlank();
            fields.add(field);
        }

        @Override
        protected void setComment(char[] buffer, int from, int length) {
            throw new IllegalStateException("comments are not read");
        }

        @Override
        protected void setEmpty() {
            type = RecordType.EMPTY;
        }

        @Override
        protected RecordType getRecordType() {
            return type;
        }

        @Override
        protected int getFieldCount() {
            return fields.size();
        }

        @Override
        protected Row buildRecord() {
            return new Row(line, fields, blank);
        }
    }
}
