package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The features of a table are the same to the bit whether it came as CSV or as Parquet; DuckDB
/// writes both.
class ParquetFeaturesTest {
    private static final String TABLE =
            """
            create table t as select
                i // 60 as row, 'p' || (i // 60) as id, 7 - (i // 60) % 3 as ward,
                date '2026-01-01' + cast(i % 60 as int) as day,
                timestamp '2026-01-01 06:00:00' + to_milliseconds(cast(i % 60 * 12345678 as bigint)) as ts,
                case when hash(i) % 9 = 0 then null else (hash(i * 3) % 4000) / 10.0 - 50 end as x,
                cast(hash(i * 5) >> (2 + hash(i) % 60) as bigint) as n,
                case when hash(i) % 7 = 0 then null
                    else cast((hash(i * 7) % 1000000) / 100 as decimal(12, 2)) end as money,
                case when hash(i) % 5 = 0 then null else hash(i * 11) % 2 = 0 end as flag,
                case when hash(i * 13) % 3 = 0 then null else cast(hash(i * 13) % 300 as smallint) end as few
            from range(12000) r(i)
            """;

    @TempDir Path directory;

    static Stream<Arguments> forms() {
        return Stream.of(Preset.values())
                .flatMap(preset ->
                        Stream.of(
                                Arguments.of(preset, "codec snappy, row_group_size 2048"),
                                Arguments.of(preset, "codec zstd, row_group_size 100000"),
                                Arguments.of(
                                        preset,
                                        "codec gzip, parquet_version v2, row_group_size 4096"),
                                Arguments.of(preset, "codec lz4_raw, parquet_version v2"),
                                Arguments.of(
                                        preset, "codec uncompressed, dictionary_size_limit 1")));
    }

    private void copy(Statement sql, String query, Path file, String options) throws SQLException {
        Path parent = Objects.requireNonNull(file.getParent());
        if (!parent.toFile().isDirectory() && !parent.toFile().mkdirs()) {
            throw new IllegalStateException("cannot create " + parent);
        }
        sql.execute("copy (%s) to '%s' (%s)".formatted(query, file, options));
    }

    private static FeaturePlan plan(Preset preset, List<String> by, String features) {
        return new FeaturePlan(
                by, List.of("day"), List.of(), preset, features, false, false, false);
    }

    private static String run(Path input, FeaturePlan plan, int workers, long splitBytes)
            throws Exception {
        try (InputFiles files = InputFiles.of(input)) {
            RunOptions options = CsvRun.PLAIN.withWorkers(workers).withSplitBytes(splitBytes);
            return CsvRun.of(TableFiles.open(files, CsvOptions.DEFAULTS), plan, options).text();
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void featuresAreTheSameAsFromCsv(Preset preset, String form) throws Exception {
        Path csv = directory.resolve("t.csv");
        Path parquet = directory.resolve("t.data"); // known by content
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duckdb.createStatement()) {
            sql.execute(TABLE);
            copy(sql, "from t order by row, day", csv, "header");
            copy(sql, "from t order by row, day", parquet, "format parquet, " + form);
        }
        FeaturePlan plan = plan(preset, List.of("id"), "");
        String expected = run(csv, plan, 1, 1 << 20);
        assertThat(expected.lines()).hasSize(201);
        assertThat(run(parquet, plan, 1, 1 << 30)).isEqualTo(expected);
        assertThat(run(parquet, plan, 3, 1 << 14)).isEqualTo(expected);
        assertThat(run(parquet, plan, 2, 1)).isEqualTo(expected); // row groups in pieces
    }

    @Test
    void severalFilesAndTheirDirectoriesAreOneTable() throws Exception {
        Path csv = directory.resolve("csv");
        Path parquet = directory.resolve("parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duckdb.createStatement()) {
            sql.execute(TABLE);
            for (int part = 0; part < 4; part++) {
                String query =
                        "select row, id, day, x, n, flag from t where row // 50 = %d order by row, day"
                                .formatted(part);
                String path = "ward=%d/part-%d".formatted(9 - part / 2, part);
                copy(sql, query, csv.resolve(path + ".csv"), "header");
                copy(sql, query, parquet.resolve(path + ".parquet"), "format parquet");
            }
        }
        Files.createFile(parquet.resolve("_SUCCESS"));
        FeaturePlan plan = plan(Preset.STANDARD, List.of("ward", "id"), "mean, max, trend");
        String expected = run(csv, plan, 1, 1 << 20);
        assertThat(expected.lines()).hasSize(201).anyMatch(line -> line.startsWith("8,p100,"));
        assertThat(run(parquet, plan, 1, 1 << 20)).isEqualTo(expected);
        assertThat(run(parquet, plan, 3, 1_000)).isEqualTo(expected);
    }

    @Test
    void timesOrderRowsAsInCsv() throws Exception {
        Path csv = directory.resolve("t.csv");
        Path parquet = directory.resolve("t.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duckdb.createStatement()) {
            sql.execute(TABLE);
            copy(sql, "from t order by row, hash(day)", csv, "header");
            copy(sql, "from t order by row, hash(day)", parquet, "format parquet");
        }
        FeaturePlan plan =
                new FeaturePlan(
                        List.of("ward", "row"),
                        List.of("ts", "n"),
                        List.of("x", "money", "few"),
                        Preset.STANDARD,
                        "trend, first, last, mean_change, autocorrelation(2), quantile(0.9)",
                        false,
                        false,
                        false);
        String expected = run(csv, plan, 1, 1 << 20);
        assertThat(run(parquet, plan, 2, 10_000)).isEqualTo(expected);
    }

    @Test
    void aSeriesLongerThanMemoryIsReadAgainFromTheMiddleOfARowGroup() throws Exception {
        Path csv = directory.resolve("t.csv");
        Path parquet = directory.resolve("t.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duckdb.createStatement()) {
            sql.execute(TABLE);
            String query =
                    "select case when row < 20 then 'a' when row < 170 then 'b' else 'c' end as id, row * 100 + day_of_year as day, x, n from (select *, dayofyear(day) as day_of_year from t) order by 2";
            copy(sql, query, csv, "header");
            copy(sql, query, parquet, "format parquet, row_group_size 2048");
        }
        FeaturePlan plan =
                plan(Preset.STANDARD, List.of("id"), "mean, std, trend, n_anomalies, max");
        String expected = run(csv, plan, 1, 1 << 20);
        try (InputFiles files = InputFiles.of(parquet)) {
            RunOptions options = CsvRun.PLAIN.withSeriesBytes(20_000).withSplitBytes(8_000);
            assertThat(CsvRun.of(TableFiles.open(files, CsvOptions.DEFAULTS), plan, options).text())
                    .isEqualTo(expected);
        }
    }
}
