package dev.venturi.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A table in memory, rows in the order of the file: a key, perhaps an order column, numbers.
///
/// @param columns names of the number columns, in the order of the file
/// @param keys the entity of each row, `[rows]`
/// @param order the number by which the rows of an entity are ordered, `[rows]`; empty when they
///   stay in the order of the file
/// @param values `[columns][rows]`, NaN where a value is missing
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NaiveTable(List<String> columns, String[] keys, double[] order, double[][] values) {
    private static final Set<String> MISSING =
            Set.of("", "NA", "N/A", "NaN", "nan", "null", "NULL", "None");

    /// The entities in order of first appearance.
    public List<String> entities() {
        return List.copyOf(new LinkedHashSet<>(Arrays.asList(keys)));
    }

    /// Reads a CSV file with a header, commas and no quotes.
    ///
    /// @param key the column that names the entity
    /// @param order the column that orders its rows, numbers; empty for the order of the file
    /// @throws IllegalArgumentException when a column is missing, a row has another number of
    ///   fields than the header, or a field of a number column is neither number nor missing
    public static NaiveTable read(Path csv, String key, String order) {
        try (BufferedReader reader = Files.newBufferedReader(csv)) {
            String header = reader.readLine();
            List<String> names = header == null ? List.of() : List.of(header.split(",", -1));
            int keyAt = indexOf(key, names, csv);
            int orderAt = order.isEmpty() ? -1 : indexOf(order, names, csv);
            List<String> keys = new ArrayList<>();
            Map<String, String> oneOfEach = new HashMap<>();
            List<double[]> rows = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split(",", -1);
                if (fields.length != names.size()) {
                    throw new IllegalArgumentException(
                            "%s:%d: expected %d fields, found %d"
                                    .formatted(csv, rows.size() + 2, names.size(), fields.length));
                }
                keys.add(oneOfEach.computeIfAbsent(fields[keyAt], text -> text));
                double[] row = new double[fields.length];
                for (int c = 0; c < fields.length; c++) {
                    row[c] = c == keyAt ? Double.NaN : number(fields[c], csv, rows.size() + 2);
                }
                rows.add(row);
            }
            List<String> columns = new ArrayList<>();
            List<double[]> values = new ArrayList<>();
            for (int c = 0; c < names.size(); c++) {
                if (c != keyAt && c != orderAt) {
                    columns.add(names.get(c));
                    values.add(column(rows, c));
                }
            }
            return new NaiveTable(
                    List.copyOf(columns),
                    keys.toArray(String[]::new),
                    orderAt < 0 ? new double[0] : column(rows, orderAt),
                    values.toArray(double[][]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(csv + ": cannot be read", e);
        }
    }

    private static int indexOf(String name, List<String> names, Path csv) {
        int at = names.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "%s: no column \"%s\" among %s".formatted(csv, name, names));
        }
        return at;
    }

    private static double number(String text, Path csv, int line) {
        if (MISSING.contains(text)) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s:%d: expected a number, found \"%s\"".formatted(csv, line, text), e);
        }
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }
}
