package dev.venturi.cli.ladder;

import dev.venturi.cli.demo.NaiveTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file of features held against the naive reference, number by number, bit by bit.
///
/// @param numbers compared
/// @param differing of them
/// @param first the first difference, for people; null when there is none
public record BitCheck(long numbers, long differing, @Nullable String first) {

    /// Compares a file with the rows of [dev.venturi.cli.demo.NaivePipelines].
    ///
    /// @param features the file: a key, then for each column of the table its features
    /// @param names of the features of each column
    /// @param expected a row for each entity, in order of first appearance
    static BitCheck of(Path features, NaiveTable table, List<String> names, List<double[]> expected)
            throws IOException {
        List<String> entities = table.entities();
        try (BufferedReader reader = Files.newBufferedReader(features)) {
            Findings findings = new Findings(header(table, names));
            findings.sameText("header", String.join(",", findings.columns), reader.readLine());
            for (int e = 0; e < entities.size(); e++) {
                findings.row(entities.get(e), expected.get(e), reader.readLine());
            }
            findings.sameText("end", null, reader.readLine());
            return new BitCheck(findings.numbers, findings.differing, findings.first);
        }
    }

    private static List<String> header(NaiveTable table, List<String> names) {
        List<String> header = new ArrayList<>(List.of("patient_id"));
        for (String column : table.columns()) {
            names.forEach(name -> header.add(column + "_" + name));
        }
        return header;
    }

    private static final class Findings {
        private final List<String> columns;
        private long numbers;
        private long differing;
        private @Nullable String first;

        Findings(List<String> columns) {
            this.columns = columns;
        }

        /// @param expected null: no more lines
        void sameText(String what, @Nullable String expected, @Nullable String found) {
            boolean same = expected == null ? found == null : expected.equals(found);
            if (!same) {
                differs("%s: expected %s, found %s".formatted(what, clip(expected), clip(found)));
            }
        }

        void row(String entity, double[] expected, @Nullable String line) {
            String[] fields = line == null ? new String[0] : line.split(",", -1);
            if (fields.length != expected.length + 1 || !fields[0].equals(entity)) {
                differs("patient %s: found the line %s".formatted(entity, clip(line)));
                return;
            }
            for (int i = 0; i < expected.length; i++) {
                String text = fields[i + 1];
                double found = text.isEmpty() ? Double.NaN : Double.parseDouble(text);
                numbers++;
                if (Double.doubleToLongBits(found) != Double.doubleToLongBits(expected[i])) {
                    differs(
                            "patient %s, %s: expected %s, found %s"
                                    .formatted(entity, columns.get(i + 1), expected[i], text));
                }
            }
        }

        private static String clip(@Nullable String text) {
            String whole = String.valueOf(text);
            return whole.length() <= 100 ? whole : whole.substring(0, 100) + "...";
        }

        private void differs(String what) {
            differing++;
            if (first == null) {
                first = what;
            }
        }
    }
}
