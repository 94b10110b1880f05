package dev.venturi.compare;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.InputFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tables to compare, written into a directory as `before.csv` and `after.csv`.
final class Comparing {
    private Comparing() {}

    static TableComparison texts(Path directory, String before, String after) {
        return TableComparison.of(
                table(directory, "before.csv", before), table(directory, "after.csv", after));
    }

    static CsvTable table(Path directory, String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.writeString(file, text, StandardCharsets.ISO_8859_1);
            return table(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CsvTable table(Path file) {
        return CsvTable.open(InputFiles.of(file), CsvOptions.DEFAULTS);
    }

    static ColumnComparison column(ComparisonResult result, String name) {
        return result.columns().stream()
                .filter(column -> column.column().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
