package dev.venturi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.compare.ComparisonResult.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pairs of tables from seeds, against a full outer join in DuckDB.
class ComparisonOracleTest {
    private static final String KEY = "host || ', ' || disk";

    private static final String SAME_V =
            "(a.v is not distinct from b.v and signbit(a.v) is not distinct from signbit(b.v))";
    private static final String FINITE = "isfinite(a.v) and isfinite(b.v)";

    private static Connection duckdb;

    @BeforeAll
    static void connect() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("set threads = 1");
        }
    }

    @AfterAll
    static void disconnect() throws SQLException {
        duckdb.close();
    }

    @Test
    void findingsAgreeWithAFullOuterJoinWhateverTheMethod(@TempDir Path directory)
            throws IOException, SQLException {
        Set<Method> methods = EnumSet.noneOf(Method.class);
        for (long seed = 0; seed < 80; seed++) {
            TablePair pair = new TablePair(seed, 1 + (int) (seed * seed % 400));
            TableComparison comparison =
                    Comparing.texts(directory, pair.before, pair.after)
                            .by("host", "disk")
                            .tolerance("v", new Tolerance(1e-3, 0))
                            .temporaryDirectory(directory);
            ComparisonResult inMemory = comparison.compare();
            ComparisonResult onDisk = comparison.memory(3_000).compare();
            methods.add(inMemory.method());
            methods.add(onDisk.method());

            read("a", directory.resolve("before.csv"));
            read("b", directory.resolve("after.csv"));
            List<String> expectedKeys = expectedKeys();
            List<String> expectedColumns = expectedColumns();
            for (ComparisonResult result : List.of(inMemory, onDisk)) {
                String label = "seed %d, %s".formatted(seed, result.method());
                assertThat(keys(result)).as(label).isEqualTo(expectedKeys);
                assertThat(columns(result)).as(label).isEqualTo(expectedColumns);
            }
            assertThat(temporaryFiles(directory)).as("seed %d", seed).isEmpty();
        }
        assertThat(methods).isEqualTo(EnumSet.allOf(Method.class));
    }

    private static List<Path> temporaryFiles(Path directory) throws IOException {
        try (var files = Files.newDirectoryStream(directory, "venturi-*")) {
            List<Path> left = new ArrayList<>();
            files.forEach(left::add);
            return left;
        }
    }

    /// Values as the comparison means them; texts that mean a missing value are NULL.
    private static void read(String table, Path file) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(
                    """
                    create or replace table %s as
                    select *, row_number() over (partition by host, disk order by row) as nth from (
                      select row_number() over () as row, host, disk,
                        nullif(n, '')::bigint as n,
                        case when v in ('', 'NA', 'null') then null else v::double end as v,
                        nullif(t, '') as t
                      from read_csv('%s', header = true, all_varchar = true,
                        nullstr = 'none of them', quote = '"', escape = '"', delim = ',',
                        new_line = '\\n'))
                    """
                            .formatted(table, file));
        }
    }

    private static List<String> keys(ComparisonResult result) {
        return List.of(
                "%d %d %d".formatted(result.firstRows(), result.secondRows(), result.matchedKeys()),
                finding(result.missing()),
                finding(result.extra()),
                finding(result.repeatedInFirst()),
                finding(result.repeatedInSecond()));
    }

    private static String finding(KeyFinding finding) {
        return finding.count() + " " + finding.examples();
    }

    private static List<String> expectedKeys() throws SQLException {
        String matched =
                "(select count(*) from a join b using (host, disk) where a.nth = 1 and b.nth = 1)";
        return List.of(
                text(
                        "select (select count(*) from a) || ' ' || (select count(*) from b)"
                                + " || ' ' || "
                                + matched),
                finding("a anti join b using (host, disk) where nth = 1"),
                finding("b anti join a using (host, disk) where nth = 1"),
                finding("a where nth = 2"),
                finding("b where nth = 2"));
    }

    private static String finding(String from) throws SQLException {
        String count = text("select count(*) from " + from);
        String rows = "select " + KEY + " as key, row from " + from + " order by row limit 5";
        return count
                + " ["
                + text(
                        "select coalesce(string_agg(key, ', ' order by row), '') from ("
                                + rows
                                + ")")
                + "]";
    }

    private static List<String> columns(ComparisonResult result) {
        List<String> columns = new ArrayList<>();
        for (ColumnComparison column : result.columns()) {
            columns.add(
                    "%s %d %d %s %s"
                            .formatted(
                                    column.column(),
                                    column.differing(),
                                    column.beyond(),
                                    column.column().equals("v") ? column.largestAbsolute() : "-",
                                    column.example() == null ? "-" : column.example().key()));
        }
        return columns;
    }

    private static List<String> expectedColumns() throws SQLException {
        String within =
                "coalesce(%s and abs(a.v - b.v) <= 1e-3 * abs(b.v), false)".formatted(FINITE);
        String absolute =
                "coalesce(max(case when %s and not %s then abs(a.v - b.v) end), 0)"
                        .formatted(FINITE, SAME_V);
        return List.of(
                column("n", "a.n is distinct from b.n", "a.row < 0", "coalesce(min('-'), '-')"),
                column("v", "not " + SAME_V, within, absolute),
                column("t", "a.t is distinct from b.t", "a.row < 0", "coalesce(min('-'), '-')"));
    }

    private static String column(String name, String differs, String within, String measure)
            throws SQLException {
        String pairs =
                "from a join b using (host, disk) where a.nth = 1 and b.nth = 1 and ("
                        + differs
                        + ")";
        String counts =
                text(
                        "select count(*) || ' ' || count(*) filter (not (%s)) %s"
                                .formatted(within, pairs));
        String example =
                text(
                        "select coalesce(first(%s order by (%s), a.row), '-') %s"
                                .formatted(KEY, within, pairs));
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery("select %s %s".formatted(measure, pairs))) {
            rows.next();
            Object largest = rows.getObject(1);
            return "%s %s %s %s".formatted(name, counts, largest, example);
        }
    }

    private static String text(String query) throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
