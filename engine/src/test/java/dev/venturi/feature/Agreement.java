package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.venturi.table.ColumnType;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The output of a run held against the answers of DuckDB for the same file.
///
/// @param name what to call the case in a message
/// @param plan all features of [DuckDbTable#features], columns named by `select`
record Agreement(String name, CsvRun run, FeaturePlan plan) {
    private static final double NINE_DIGITS = 1e-9;
    private static final double ROUNDING = 1e-11;

    /// Compares every cell.
    ///
    /// @param types the types of the columns that are not float64
    /// @return how many cells held a number
    int require(DuckDbTable duck, DuckDbTable.Axis axis, Map<String, ColumnType> types)
            throws SQLException {
        List<CsvRecord> rows =
                CsvReader.builder().ofCsvRecord(run.text()).stream().skip(1).toList();
        int keys = plan.by().size();
        int features = DuckDbTable.features().size();
        int numbers = 0;
        for (int c = 0; c < plan.select().size(); c++) {
            String column = plan.select().get(c);
            boolean whole = types.get(column) == ColumnType.INT64;
            Map<List<String>, List<DuckDbTable.Answer>> answers =
                    duck.answers(plan.by(), axis, column, whole);
            assertThat(rows)
                    .extracting(row -> row.getFields().subList(0, keys))
                    .as("%s: entities in order", name)
                    .containsExactlyElementsOf(answers.keySet());
            for (CsvRecord row : rows) {
                List<String> key = row.getFields().subList(0, keys);
                List<DuckDbTable.Answer> expected = Objects.requireNonNull(answers.get(key));
                for (int f = 0; f < features; f++) {
                    String feature = DuckDbTable.features().get(f);
                    String found = row.getField(keys + c * features + f);
                    numbers += found.isEmpty() ? 0 : 1;
                    requireSame(
                            "%s: %s of %s of %s".formatted(name, feature, column, key),
                            found,
                            expected.get(f),
                            whole && keepsType(feature));
                }
            }
        }
        return numbers;
    }

    private static boolean keepsType(String feature) {
        return List.of("min", "max", "sum", "first", "last").contains(feature);
    }

    private static void requireSame(
            String what, String found, DuckDbTable.Answer expected, boolean exact) {
        if (expected.text() == null) {
            assertThat(found).as(what).isEmpty();
        } else if (exact) {
            assertThat(found).as(what).isEqualTo(expected.text());
        } else {
            assertThat(found).as(what).isNotEmpty();
            double number = Double.parseDouble(expected.text());
            double slack = NINE_DIGITS * Math.abs(number) + ROUNDING * expected.scale();
            assertThat(Double.parseDouble(found))
                    .as(what)
                    .isBetween(number - slack, number + slack);
        }
    }
}
