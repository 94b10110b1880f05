package dev.venturi.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What FastCSV makes of a text: the oracle of the tokenizer.
final class FastCsvRows {
    private FastCsvRows() {}

    /// All rows; nothing when it cannot be read, or rows have not all as many fields.
    static Optional<List<List<String>>> of(String content) {
        List<List<String>> rows = new ArrayList<>();
        try {
            for (CsvRecord row : reader(content)) {
                rows.add(row.getFields());
            }
        } catch (CsvParseException _) {
            return Optional.empty();
        }
        boolean even = rows.stream().mapToInt(List::size).distinct().count() <= 1;
        return even ? Optional.of(rows) : Optional.empty();
    }

    /// The physical lines, from 1, on which its rows begin that hold anything but blanks.
    static List<Long> lines(String content) {
        List<Long> lines = new ArrayList<>();
        for (CsvRecord row : reader(content)) {
            if (row.getFieldCount() > 1 || !row.getField(0).isBlank()) {
                lines.add(row.getStartingLineNumber());
            }
        }
        return lines;
    }

    private static CsvReader<CsvRecord> reader(String content) {
        return CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(content);
    }
}
