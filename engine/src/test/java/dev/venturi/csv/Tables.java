package dev.venturi.csv;

import dev.venturi.table.Projection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Small tables in files of a test's directory.
final class Tables {
    private Tables() {}

    static CsvTable of(Path directory, String content) throws IOException {
        return of(directory, content, CsvOptions.DEFAULTS);
    }

    static CsvTable of(Path directory, String content, CsvOptions options) throws IOException {
        return of(directory, content.getBytes(StandardCharsets.UTF_8), options);
    }

    static CsvTable of(Path directory, byte[] content, CsvOptions options) throws IOException {
        Path file = directory.resolve("t.csv");
        Files.write(file, content);
        return open(options, file);
    }

    static CsvTable open(CsvOptions options, Path... paths) throws IOException {
        try (InputFiles input = InputFiles.of(paths)) {
            return CsvTable.open(input, options);
        }
    }

    /// The content as a table that is read in very small chunks.
    static CsvTable chunked(Path directory, String content, CsvOptions options, int chunk)
            throws IOException {
        Path file = Files.writeString(directory.resolve("t.csv"), content);
        try (InputFiles input = InputFiles.of(file)) {
            return CsvTable.open(input, options, chunk);
        }
    }

    /// All rows; columns are named `key;key/order/value;value`.
    static List<String> rows(CsvTable table, String columns) {
        return RowsRead.of(table, projection(table, columns), Long.MAX_VALUE).rows;
    }

    /// Columns that are named `key;key/order/value;value`.
    static Projection projection(CsvTable table, String columns) {
        String[] roles = columns.split("/", -1);
        return RowsRead.columns(table, names(roles[0]), names(roles[1]), names(roles[2]));
    }

    private static List<String> names(String list) {
        return list.isEmpty() ? List.of() : Arrays.asList(list.split(";", -1));
    }
}
