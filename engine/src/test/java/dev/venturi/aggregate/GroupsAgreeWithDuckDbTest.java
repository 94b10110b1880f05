package dev.venturi.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.spill.SpillPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Groups of a Parquet file of every type, against DuckDB; and the same bits however many workers
/// there are and however little memory.
class GroupsAgreeWithDuckDbTest {
    private static final int ROWS = 60_000;

    @TempDir static Path directory;

    private static Path table = Path.of("");

    /// Keys of several kinds: 2,000 whole numbers, 50 texts, 30 doubles; some values are missing.
    @BeforeAll
    static void write() throws SQLException {
        table = directory.resolve("t.parquet");
        String columns =
                """
                (hash(i % 13 * i) % 2000)::BIGINT - 1000 AS kb,
                'k' || (hash(i + 1) % 50) AS kt,
                CASE WHEN hash(i + 2) % 10 = 0 THEN NULL ELSE (hash(i + 3) % 30) / 8.0 END AS kd,
                CASE WHEN hash(i + 4) % 9 = 0 THEN NULL ELSE (hash(i + 5) % 100000) / 7.0 END AS x,
                CASE WHEN hash(i + 6) % 9 = 0 THEN NULL ELSE (hash(i + 7) >> 20)::BIGINT - 1000 END AS n,
                CASE WHEN hash(i + 8) % 9 = 0 THEN NULL ELSE 'täxt ' || (hash(i + 9) % 300) END AS t,
                TIMESTAMP '2026-01-01' + to_seconds((hash(i + 10) % 1000000)::BIGINT) AS ts,
                DATE '2026-01-01' + (hash(i + 11) % 1000)::INTEGER AS d,
                hash(i + 12) % 2 = 0 AS b
                """;
        query(
                "COPY (SELECT %s FROM range(%d) r(i)) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 10000)"
                        .formatted(columns, ROWS, table));
    }

    private static List<List<@Nullable Object>> query(String sql) throws SQLException {
        List<List<@Nullable Object>> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            if (!statement.execute(sql)) {
                return found;
            }
            try (ResultSet rows = statement.getResultSet()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int c = 1; c <= columns; c++) {
                        row.add(rows.getObject(c));
                    }
                    found.add(row);
                }
            }
        }
        return found;
    }

    private static final List<Aggregation> AGGREGATIONS =
            List.of(
                    Aggregation.rows(),
                    Aggregation.count("x"),
                    Aggregation.sum("x"),
                    Aggregation.mean("x"),
                    Aggregation.sampleStd("x"),
                    Aggregation.populationStd("x"),
                    Aggregation.min("x"),
                    Aggregation.max("x"),
                    Aggregation.first("x"),
                    Aggregation.last("x"),
                    Aggregation.quantile("x", 0.9),
                    Aggregation.named("median", Map.of(), "x", loader()),
                    Aggregation.distinct("x"),
                    Aggregation.sum("n"),
                    Aggregation.mean("n"),
                    Aggregation.min("n"),
                    Aggregation.max("n"),
                    Aggregation.first("n"),
                    Aggregation.count("t"),
                    Aggregation.min("t"),
                    Aggregation.max("t"),
                    Aggregation.first("t"),
                    Aggregation.last("t"),
                    Aggregation.distinct("t"),
                    Aggregation.min("ts"),
                    Aggregation.max("d"),
                    Aggregation.sum("b"),
                    Aggregation.max("b"));

    private static final String SQL =
            """
            count(*), count(x), sum(x), avg(x), stddev_samp(x), stddev_pop(x), min(x), max(x),
            first(x ORDER BY file_row_number) FILTER (x IS NOT NULL),
            last(x ORDER BY file_row_number) FILTER (x IS NOT NULL),
            quantile_cont(x, 0.9), median(x), count(DISTINCT x),
            sum(n)::BIGINT, avg(n), min(n), max(n),
            first(n ORDER BY file_row_number) FILTER (n IS NOT NULL),
            count(t), min(t), max(t),
            first(t ORDER BY file_row_number) FILTER (t IS NOT NULL),
            last(t ORDER BY file_row_number) FILTER (t IS NOT NULL),
            count(DISTINCT t), epoch_ns(min(ts)), epoch_ns(max(d)),
            sum(b::INTEGER)::BIGINT, max(b)
            """;

    private static ClassLoader loader() {
        return GroupsAgreeWithDuckDbTest.class.getClassLoader();
    }

    private static GroupedRows run(List<String> keys, int workers, long memory)
            throws IOException, InterruptedException {
        return GroupedRows.of(
                table,
                new GroupByPlan(keys, AGGREGATIONS, true, false),
                GroupByOptions.defaults()
                        .withWorkers(workers)
                        .withMemoryBytes(memory)
                        .withSpill(new SpillPlace(directory, Long.MAX_VALUE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kb", "kt", "kd", "kb,kt", "kt,kd,b", "ts", "t", ""})
    void everyAggregateOfEveryKindOfKeyAgrees(String by) throws Exception {
        List<String> keys = by.isEmpty() ? List.of() : List.of(by.split(","));
        String key = by.isEmpty() ? "" : by.replace("ts", "epoch_ns(ts)") + ", ";
        String group =
                by.isEmpty() ? "" : "GROUP BY %s ORDER BY min(file_row_number)".formatted(by);
        List<List<@Nullable Object>> theirs =
                query(
                        "SELECT %s%s FROM read_parquet('%s', file_row_number = true) %s"
                                .formatted(key, SQL, table, group));

        List<List<@Nullable Object>> ours = run(keys, 2, 256L << 20).rows();

        assertThat(ours).hasSameSizeAs(theirs);
        for (int row = 0; row < ours.size(); row++) {
            for (int c = 0; c < ours.get(row).size(); c++) {
                assertSame(ours.get(row).get(c), theirs.get(row).get(c), row, c - keys.size());
            }
        }
    }

    private static void assertSame(
            @Nullable Object ours, @Nullable Object theirs, int row, int column) {
        if (ours instanceof Double a && theirs instanceof Double b) {
            assertThat(Math.abs(a - b))
                    .as("row %d, %s: %s and %s", row, name(column), a, b)
                    .isLessThanOrEqualTo(1e-9 * Math.max(1, Math.abs(b)));
        } else {
            assertThat(ours).as("row %d, %s", row, name(column)).isEqualTo(theirs);
        }
    }

    private static String name(int column) {
        return column < 0 ? "key" : AGGREGATIONS.get(column).output();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kb", "kb,kt"})
    void neitherWorkersNorMemoryChangeABit(String by) throws Exception {
        List<String> keys = List.of(by.split(","));
        GroupedRows reference = run(keys, 1, 256L << 20);
        assertThat(reference.summary().spilledBytes()).isZero();
        for (long memory : new long[] {256L << 20, 4L << 20, 600L << 10}) {
            for (int workers = 1; workers <= 3; workers++) {
                GroupedRows other = run(keys, workers, memory);
                assertThat(other.rows())
                        .as("%d workers, %,d bytes", workers, memory)
                        .isEqualTo(reference.rows());
                if (memory < 1 << 20) {
                    assertThat(other.summary().spilledBytes()).isPositive();
                    assertThat(other.summary().spilledPartitions()).isPositive();
                }
            }
        }
        assertNothingLeft();
    }

    @Test
    void partsThatAreStillTooLargeAreDividedAgain() throws Exception {
        GroupedRows reference = run(List.of("kb", "kt"), 2, 256L << 20);

        GroupedRows divided = run(List.of("kb", "kt"), 2, 100L << 10);

        assertThat(divided.rows()).isEqualTo(reference.rows());
        assertThat(divided.summary().spilledPartitions()).isGreaterThan(PartitionedRows.PARTITIONS);
        assertNothingLeft();
    }

    @Test
    void aGroupThatMemoryCannotHoldIsAnErrorThatNamesIt() throws Exception {
        assertThatThrownBy(() -> run(List.of("kd"), 2, 100L << 10))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageMatching("group (\\(missing\\)|[0-9.]+): its state takes more than .*");
        assertNothingLeft();
    }

    private static void assertNothingLeft() throws IOException {
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(table);
        }
    }
}
