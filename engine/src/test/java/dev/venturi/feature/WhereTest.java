package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.arrow.ArrowWriter;
import dev.venturi.convert.TableConversion;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.BatchSink;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Features of rows that satisfy conditions are those of a file into which DuckDB wrote just these
/// rows, bit for bit, from CSV and from Parquet.
class WhereTest {
    private static final String TABLE =
            """
            create table t as select
                'p' || (i // 40) as id,
                date '2026-01-01' + cast(i % 40 as int) as day,
                timestamp '2026-01-01 06:00:00' + to_seconds(cast(i % 40 * 5000 as bigint)) as ts,
                case when hash(i + S) %% 9 = 0 then null
                    else (hash(i * 3 + S) %% 4000) / 10.0 - 50 end as x,
                case when hash(i + S) %% 11 = 0 then null
                    else 9007199254740990 + cast(hash(i * 7 + S) %% 6 as bigint) end as n,
                case when hash(i + S) %% 5 = 0 then null else hash(i * 11 + S) %% 2 = 0 end as flag,
                case when hash(i + S) %% 13 = 0 then null
                    else ['icu', 'ward 7', 'Ä', 'x''y', 'zz'][1 + cast(hash((i + S) // 3) %% 5 as int)] end as ward
            from range(6000) r(i)
            """
                    .replace("%%", "%");

    /// Conditions as we write them and as DuckDB does.
    private static final List<String[]> CONDITIONS =
            List.of(
                    both("x >= 10.5"),
                    both("x < 100 and x > -20"),
                    new String[] {"x != 1e2", "x <> 100"},
                    both("x is null"),
                    both("x is not null and ward is not null"),
                    both("n > 9007199254740992"),
                    both("n = 9007199254740993"),
                    both("n <= 9007199254740992.5"),
                    new String[] {"day >= 2026-01-20", "day >= date '2026-01-20'"},
                    new String[] {"day == 2026-01-20", "day = date '2026-01-20'"},
                    new String[] {
                        "ts < 2026-01-02T12:30 and ts >= 2026-01-01 18:00:00",
                        "ts < '2026-01-02 12:30:00' and ts >= '2026-01-01 18:00:00'"
                    },
                    new String[] {"flag = true", "flag"},
                    new String[] {"flag <> TRUE", "not flag"},
                    both("ward = 'icu'"),
                    new String[] {"ward != icu", "ward <> 'icu'"},
                    both("\"ward\" >= 'x''y'"),
                    new String[] {"ward = 'Ä' and flag is null", "ward = 'Ä' and flag is null"},
                    both("ward < 'ward 7' AND x > 0"),
                    new String[] {"id = p7", "id = 'p7'"},
                    both("id > 'p95'"));

    @TempDir Path directory;

    private static String[] both(String condition) {
        return new String[] {condition, condition};
    }

    static LongStream seeds() {
        return LongStream.range(0, 3);
    }

    private static FeaturePlan plan(String... where) {
        return FeaturePlan.standard()
                .withBy(List.of("id"))
                .withOrderBy(List.of("ts"))
                .withFeatures("count, missing_pct, mean, std, min, max, trend, first, last, median")
                .withWhere(List.of(where));
    }

    private static CsvRun run(Path input, FeaturePlan plan, RunOptions options) throws Exception {
        try (InputFiles files = InputFiles.of(input)) {
            return CsvRun.of(TableFiles.open(files, CsvOptions.DEFAULTS), plan, options);
        }
    }

    private static void toArrow(Path from, Path to) throws IOException {
        try (InputFiles files = InputFiles.of(from)) {
            TableConversion.of(TableFiles.open(files, CsvOptions.DEFAULTS))
                    .into(
                            new TableConversion.Target() {
                                @Override
                                public AtomicOutput open() {
                                    return AtomicOutput.to(to, true);
                                }

                                @Override
                                public BatchSink writer(AtomicOutput output, Schema schema)
                                        throws IOException {
                                    return ArrowWriter.to(output, schema, true);
                                }

                                @Override
                                public @Nullable CsvOptions text() {
                                    return null;
                                }
                            },
                            true);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsThatDuckDbKeepsAreTheRowsThatCount(long seed) throws Exception {
        Random random = new Random(seed);
        Path csv = directory.resolve("t.csv");
        Path parquet = directory.resolve("t.parquet");
        Path arrow = directory.resolve("t.arrow");
        Path kept = directory.resolve("kept.csv");
        long skipped = 0;
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duck.createStatement()) {
            sql.execute(TABLE.replace("S)", seed * 1000 + ")"));
            sql.execute("copy t to '%s' (header)".formatted(csv));
            sql.execute("copy t to '%s' (row_group_size 2048)".formatted(parquet));
            toArrow(parquet, arrow);
            for (String[] condition : CONDITIONS) {
                sql.execute(
                        "copy (select * from t where %s) to '%s' (header)"
                                .formatted(condition[1], kept));
                long keptRows = Files.readAllLines(kept).size() - 1L;
                assertThat(keptRows).as("rows kept by " + condition[0]).isPositive();
                String expected = run(kept, plan(), CsvRun.PLAIN).text();
                for (Path input : List.of(csv, parquet, arrow)) {
                    RunOptions options =
                            CsvRun.PLAIN
                                    .withWorkers(1 + random.nextInt(4))
                                    .withSplitBytes(
                                            random.nextBoolean()
                                                    ? 1L << 20
                                                    : 200 + random.nextInt(3000));
                    CsvRun found = run(input, plan(condition[0]), options);
                    assertThat(found.text())
                            .as("seed %d, %s of %s", seed, condition[0], input.getFileName())
                            .isEqualTo(expected);
                    assertThat(found.summary().rowsKept()).isEqualTo(keptRows);
                    skipped += found.summary().rowGroupsSkipped();
                }
            }
        }
        assertThat(skipped).as("row groups left out by their bounds").isPositive();
    }

    @Test
    void seriesLongerThanMemoryAreReadAgainWithTheSameConditions() throws Exception {
        Path csv = directory.resolve("long.csv");
        StringBuilder text = new StringBuilder("id,ts,x\n");
        for (int i = 0; i < 60_000; i++) {
            text.append(i < 50_000 ? "a," : "b,").append(i).append(',').append(i % 7).append('\n');
        }
        Files.writeString(csv, text);
        FeaturePlan plan =
                plan("x != 3", "ts > 100 and ts < 58000")
                        .withFeatures("mean, std, trend, skewness");
        String expected = run(csv, plan, CsvRun.PLAIN).text();
        RunOptions options =
                CsvRun.PLAIN.withWorkers(2).withSplitBytes(30_000).withSeriesBytes(50_000);
        assertThat(run(csv, plan, options).text()).isEqualTo(expected);
    }

    @Test
    void rowGroupsThatCannotMatchAreNotReadNotEvenAgain() throws Exception {
        Path parquet = directory.resolve("groups.parquet");
        Path hidden = directory.resolve("kept.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duck.createStatement()) {
            sql.execute(
                    "create table t as select 'a' as id, i as ts, i // 2048 as g, (i * 7) % 1000 / 4 as x, null::int as none from range(20480) r(i)");
            sql.execute("copy t to '%s' (row_group_size 2048)".formatted(parquet));
            sql.execute(
                    "copy (select * from t where g != 3 and g != 7) to '%s' (row_group_size 2048)"
                            .formatted(hidden));
        }
        FeaturePlan plan =
                FeaturePlan.standard()
                        .withBy(List.of("id"))
                        .withOrderBy(List.of("ts"))
                        .withSelect(List.of("x"))
                        .withFeatures("count, mean, std, trend");
        String expected = run(hidden, plan, CsvRun.PLAIN).text();
        RunOptions small =
                CsvRun.PLAIN.withWorkers(2).withSplitBytes(10_000).withSeriesBytes(30_000);
        for (RunOptions options : List.of(CsvRun.PLAIN, small)) {
            CsvRun found = run(parquet, plan.withWhere(List.of("g != 3 and g <> 7")), options);
            assertThat(found.text()).isEqualTo(expected);
            assertThat(found.summary().rowGroupsSkipped()).isEqualTo(2);
            assertThat(found.summary().rows()).isEqualTo(8 * 2048L);
        }
        assertThat(
                        run(parquet, plan.withWhere(List.of("none is null")), small)
                                .summary()
                                .rowGroupsSkipped())
                .isZero();
        assertThatThrownBy(() -> run(parquet, plan.withWhere(List.of("none is not null")), small))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("none of its 20,480 rows satisfies none is not null");
        assertThatThrownBy(() -> run(parquet, plan.withWhere(List.of("id > b")), small))
                .hasMessageContaining("none of its 20,480 rows satisfies id > b");
    }

    @Test
    void whatIsMissingInRowsLeftOutIsNoError() throws Exception {
        String text = "id,day,x\n,2026-01-01,1\na,,2\na,2026-01-02,3\nNA,,4\na,2026-01-03,5\n";
        Path csv = Files.writeString(directory.resolve("gaps.csv"), text);
        Path parquet = directory.resolve("gaps.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duck.createStatement()) {
            sql.execute(
                    "copy (select nullif(id, 'NA') as id, day, x from '%s') to '%s'"
                            .formatted(csv, parquet));
        }
        Path arrow = directory.resolve("gaps.arrow");
        toArrow(parquet, arrow);
        FeaturePlan plan =
                plan("id is not null", "day is not null")
                        .withOrderBy(List.of("day"))
                        .withFeatures("count, mean, trend");
        for (Path input : List.of(csv, parquet, arrow)) {
            assertThat(run(input, plan, CsvRun.PLAIN).text())
                    .isEqualTo("id,x_count,x_mean,x_trend\na,2,4,2\n");
            assertThatThrownBy(() -> run(input, plan.withWhere(List.of("x > 1")), CsvRun.PLAIN))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining("column \"day\": expected a value to order by")
                    .hasMessageContaining(
                            input.equals(csv)
                                    ? "gaps.csv:3:"
                                    : input.equals(parquet) ? "row 2" : "gaps.arrow:2:");
            assertThatThrownBy(() ->
                            run(input, plan.withWhere(List.of("day is not null")), CsvRun.PLAIN))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining("the key is missing");
        }
    }

    @Test
    void placesInMessagesCountTheRowsLeftOut() throws Exception {
        String text = "id,day,x\na,1,1\na,2,-1\na,3,2\na,9,-1\na,2,3\nb,1,1\nb,2,-1\na,1,1\n";
        Path csv = Files.writeString(directory.resolve("places.csv"), text);
        FeaturePlan plan = plan("x > 0").withOrderBy(List.of("day"));
        FeaturePlan strict =
                new FeaturePlan(
                        plan.by(),
                        plan.orderBy(),
                        List.of(),
                        plan.preset(),
                        "mean",
                        true,
                        false,
                        false,
                        plan.rows());
        for (long splitBytes : new long[] {5, 11, 1000}) {
            RunOptions options = CsvRun.PLAIN.withSplitBytes(splitBytes);
            assertThatThrownBy(() -> run(csv, strict, options))
                    .hasMessageContaining("places.csv:6: column \"day\": entity a: this row sorts");
            assertThat(run(csv, plan.withOrderBy(List.of()), options).summary().layout().kind())
                    .isEqualTo(Layout.Kind.SCATTERED);
        }
        assertThat(run(csv, plan.withWhere(List.of("id = a")), CsvRun.PLAIN).lines()).hasSize(2);
    }

    @Test
    void rowsLeftOutMustStillBeRowsOfTheTable() throws Exception {
        Path csv =
                Files.writeString(
                        directory.resolve("bad.csv"), "id,ts,x\na,1,1\nb,2,oops\na,3,1\n");
        assertThatThrownBy(() -> run(csv, plan("id = a"), CsvRun.PLAIN))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("bad.csv:3: column \"x\": expected a number");
        Path short_ = Files.writeString(directory.resolve("short.csv"), "id,ts,x\na,1,1\nb,2\n");
        assertThatThrownBy(() -> run(short_, plan("id = a"), CsvRun.PLAIN))
                .hasMessageContaining("short.csv:3: expected 3 fields, found 2");
    }

    @Test
    void nothingLeftIsAnErrorThatSaysSo() throws Exception {
        Path csv = Files.writeString(directory.resolve("few.csv"), "id,ts,x\na,1,1\nb,2,\n");
        assertThatThrownBy(() -> run(csv, plan("x > 1", "ts<5"), CsvRun.PLAIN))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(
                        "--where left nothing: none of its 2 rows satisfies x > 1 and ts < 5");
    }

    @Test
    void directoriesRuleWholeFilesOut() throws Exception {
        for (int day = 1; day <= 4; day++) {
            Path file = directory.resolve("lake/day=2026-01-0%d/part.csv".formatted(day));
            Files.createDirectories(file.getParent());
            Files.writeString(file, day == 1 ? "id,x\na,what\n" : "id,x\na,%d\n".formatted(day));
        }
        FeaturePlan plan = plan("day > 2026-01-02").withOrderBy(List.of("day"));
        try (InputFiles files = InputFiles.expand(List.of(directory.resolve("lake").toString()))) {
            CsvRun run =
                    CsvRun.of(
                            TableFiles.open(
                                    files,
                                    CsvOptions.DEFAULTS.withTypes(
                                            java.util.Map.of(
                                                    "x", dev.venturi.table.ColumnType.FLOAT64))),
                            plan.withFeatures("count, mean"),
                            CsvRun.PLAIN);
            assertThat(run.text()).isEqualTo("id,x_count,x_mean\na,2,3.5\n");
            assertThat(run.summary().filesSkipped()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x >| --where \"x >\": character 4: found the end, expected a value behind >",
                "x >> 5| --where \"x >> 5\": character 3: found \">>\", expected one of = !=",
                "= 5| --where \"= 5\": character 1: found \"=\", expected the name of a column",
                "x > 5 or ts < 3| --where \"x > 5 or ts < 3\": character 7: found \"or\", expected \"and\" or the end; conditions are joined by \"and\" only",
                "x is nil| --where \"x is nil\": character 6: found \"nil\", expected \"null\" or \"not null\"",
                "x = 'a| --where \"x = 'a\": character 5: a quote is opened here and never closed",
                "x > 1 and| --where \"x > 1 and\": character 10: found the end, expected a condition",
                "ex > 1| --where: no column \"ex\"; did you mean",
                "x > icu| --where: column \"x\" is int64 (first value \"1\" (line 2)), found \"icu\", expected a number; write one without quotes, or read the column as text with --types x:text",
                "id = 7| --where: column \"id\" is text (first value \"a\" (line 2)), found \"7\", expected a text; write '7' to compare texts",
                "day > 5| --where: column \"day\" is date (first value \"2026-01-01\" (line 2)), found \"5\", expected a date or time",
                "day > 2026-02-30| --where: column \"day\": 2026-02-30: there is no such time",
                "day > 2026-01-01T00:00Z| --where: column \"day\": 2026-01-01T00:00Z: it names a zone, the times of the column do not",
                "flag = 1| --where: column \"flag\" is boolean (first value \"true\" (line 2)), found \"1\", expected true or false",
            })
    void mistakesAreNamedWithTheirPlace(String condition, String message) throws Exception {
        Path csv =
                Files.writeString(
                        directory.resolve("t.csv"), "id,ts,x,day,flag\na,1,1,2026-01-01,true\n");
        assertThatThrownBy(() -> run(csv, plan(condition), CsvRun.PLAIN))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void theTypeOfAColumnThatIsEmptyAtFirstDecidesWhatALiteralMeans() throws Exception {
        StringBuilder text = new StringBuilder("id,ts,x,late\n");
        for (int i = 0; i < 200_000; i++) {
            text.append("a,").append(i).append(",1,\n");
        }
        text.append("a,200000,7,icu\n");
        Path csv = Files.writeString(directory.resolve("late.csv"), text);
        assertThat(run(csv, plan("late = icu").withFeatures("mean"), CsvRun.PLAIN).text())
                .isEqualTo("id,x_mean\na,7\n");
    }
}
