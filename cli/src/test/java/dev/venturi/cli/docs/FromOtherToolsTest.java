package dev.venturi.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.venturi.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/from-other-tools.md`: the lines for DuckDB and for Venturi give the same numbers.
class FromOtherToolsTest {
    private static final double RELATIVE = 1e-9;
    private static final int LONGEST = 3;
    private static final int PATIENTS = 40;
    private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\n(.*?)```");

    @TempDir private static Path directory;

    private record Task(String title, List<String> python, String sql, String command) {
        @Override
        public String toString() {
            return title;
        }
    }

    @BeforeAll
    static void makeReadings() {
        Cli.Result made =
                Cli.run(
                        "generate",
                        "vitals",
                        "--patients=" + PATIENTS,
                        "--days=60",
                        "--irregular",
                        "-o",
                        readings());
        assertThat(made.exit()).isZero();
    }

    private static String readings() {
        return directory.resolve("readings.csv").toString();
    }

    static List<Task> tasks() throws IOException {
        List<Task> tasks = new ArrayList<>();
        String page = Files.readString(Path.of("..", "docs", "from-other-tools.md"));
        for (String section : page.split("\n## ", -1)) {
            List<String> python = new ArrayList<>();
            String sql = "";
            String command = "";
            for (Matcher block = BLOCK.matcher(section); block.find(); ) {
                switch (block.group(1)) {
                    case "python" -> python.add(block.group(2));
                    case "sql" -> sql = block.group(2);
                    default -> command = block.group(2).strip();
                }
            }
            if (!python.isEmpty()) {
                tasks.add(new Task(section.lines().findFirst().orElse(""), python, sql, command));
            }
        }
        return tasks;
    }

    @Test
    void everyTaskHasFourToolsInThreeLinesEach() throws IOException {
        assertThat(tasks()).hasSizeGreaterThanOrEqualTo(10);
        for (Task task : tasks()) {
            assertThat(task.python).as(task.title).hasSize(2);
            Stream<String> blocks =
                    Stream.concat(task.python.stream(), Stream.of(task.sql, task.command));
            assertThat(blocks)
                    .as(task.title)
                    .allSatisfy(block ->
                            assertThat(
                                            block.lines()
                                                    .filter(line ->
                                                            !line.startsWith("# pandas")
                                                                    && !line.startsWith(
                                                                            "# tsfresh")))
                                    .hasSizeBetween(1, LONGEST));
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void duckDbAndVenturiAgree(Task task) throws SQLException {
        Map<String, List<Double>> expected = duckDb(task.sql);
        Map<String, List<Double>> found = venturi(task.command);
        assertThat(found).hasSize(PATIENTS).containsKeys(expected.keySet().toArray(String[]::new));
        found.forEach((patient, values) -> {
            List<Double> others = expected.get(patient);
            if (others == null) { // WHERE heart_rate IS NOT NULL has lost it, as the page says
                assertThat(task.sql).contains("WHERE heart_rate IS NOT NULL");
                assertThat(values).as(patient).allMatch(v -> v.isNaN() || v == 0);
                return;
            }
            assertThat(values).as(patient).hasSameSizeAs(others);
            for (int i = 0; i < values.size(); i++) {
                double other = others.get(i);
                if (Double.isNaN(other)) {
                    assertThat(values.get(i)).as(patient).isNaN();
                } else {
                    assertThat(values.get(i))
                            .as(patient)
                            .isCloseTo(other, within(Math.max(1e-12, Math.abs(other)) * RELATIVE));
                }
            }
        });
    }

    private static Map<String, List<Double>> duckDb(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            Map<String, List<Double>> rows = new TreeMap<>();
            String placed = sql.replace("'readings.csv'", "'" + readings() + "'");
            try (ResultSet result = statement.executeQuery(placed)) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<Double> row = new ArrayList<>();
                    for (int c = 2; c <= columns; c++) {
                        double value = result.getDouble(c);
                        row.add(result.wasNull() ? Double.NaN : value);
                    }
                    rows.put(result.getString(1), row);
                }
            }
            return rows;
        }
    }

    private static Map<String, List<Double>> venturi(String command) {
        List<String> words = new ArrayList<>();
        for (String word : command.split(" ", -1)) {
            words.add(word.equals("readings.csv") ? readings() : word.replace("'", ""));
        }
        Cli.Result result = Cli.run(words.subList(1, words.size()).toArray(String[]::new));
        assertThat(result.exit()).as(result.err()).isZero();
        Map<String, List<Double>> rows = new TreeMap<>();
        for (String line : result.out().lines().skip(1).toList()) {
            String[] fields = line.split(",", -1);
            List<Double> row = new ArrayList<>();
            for (int i = 1; i < fields.length; i++) {
                row.add(fields[i].isEmpty() ? Double.NaN : Double.parseDouble(fields[i]));
            }
            rows.put(fields[0], row);
        }
        return rows;
    }
}
