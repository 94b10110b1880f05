package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Cut-offs and windows: what DuckDB finds with conditions on time, what `--where` finds bit for
/// bit, and nothing from behind a cut-off.
class WindowsTest {
    private static final String FEATURES = "count, sum, min, max, first, last, mean, std";

    @TempDir Path directory;

    static LongStream seeds() {
        return LongStream.range(0, 4);
    }

    /// Entities of 1 to 60 rows at odd times within 60 days, some out of order, some at the same
    /// time; each with a date of its own.
    private List<String> table(long seed) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(List.of("id,ts,label,n,x"));
        for (int e = 0; e < 30; e++) {
            int rows = 1 + random.nextInt(60);
            long label = 20L + random.nextInt(50);
            long[] times = new long[rows];
            for (int r = 0; r < rows; r++) {
                times[r] = random.nextInt(60) * 86_400L + random.nextInt(4) * 21_600L;
            }
            if (random.nextInt(4) > 0) {
                Arrays.sort(times);
            }
            for (long time : times) {
                lines.add(
                        "e%d,%s,%s,%s,%s"
                                .formatted(
                                        e,
                                        at(time),
                                        at(label * 86_400).substring(0, 10),
                                        random.nextInt(6) == 0 ? "" : random.nextLong() >> 20,
                                        random.nextInt(6) == 0
                                                ? ""
                                                : random.nextInt(9999) / 100.0));
            }
        }
        return lines;
    }

    private static String at(long seconds) {
        return java.time.LocalDateTime.of(2026, 1, 1, 0, 0).plusSeconds(seconds) + ":00";
    }

    /// Some features of the columns `n` and `x`, by `id` and `ts`.
    static FeaturePlan plan() {
        return FeaturePlan.standard()
                .withBy(List.of("id"))
                .withOrderBy(List.of("ts"))
                .withSelect(List.of("n", "x"))
                .withFeatures(FEATURES);
    }

    static CsvRun run(Path input, FeaturePlan plan, RunOptions options) throws Exception {
        try (InputFiles files = InputFiles.of(input)) {
            return CsvRun.of(TableFiles.open(files, CsvOptions.DEFAULTS), plan, options);
        }
    }

    /// The same rows as CSV and as Parquet, and as table `t` of a database.
    private List<Path> written(Statement sql, List<String> lines) throws Exception {
        Path csv = Files.write(directory.resolve("t.csv"), lines);
        Path parquet = directory.resolve("t.parquet");
        sql.execute(
                "create or replace table t as select row_number() over () as seq, * from read_csv('%s')"
                        .formatted(csv));
        sql.execute(
                "copy (select * exclude seq from t order by seq) to '%s' (row_group_size 2048)"
                        .formatted(parquet));
        return List.of(csv, parquet);
    }

    /// What SQL says of rows `low <= ts < cutoff` (or `ts <= last`), as our output has it.
    ///
    /// @param cutoffs SQL of a table of `id`, `c` and `seq`, the order of its rows
    /// @param windows days
    private static List<List<String>> asked(
            Statement sql, String cutoffs, String condition, int[] windows, boolean grid)
            throws SQLException {
        StringBuilder columns = new StringBuilder();
        for (String column : List.of("n", "x")) {
            for (int days : windows) {
                String in =
                        "filter (%s is not null and %s)"
                                .formatted(column, condition.replace("DAYS", days + ""));
                columns.append(
                        ", count(%1$s) %2$s, sum(%1$s) %2$s, min(%1$s) %2$s, max(%1$s) %2$s, first(%1$s order by ts, t.seq) %2$s, last(%1$s order by ts, t.seq) %2$s, avg(%1$s) %2$s, stddev_samp(%1$s) %2$s"
                                .formatted(column, in));
            }
        }
        String query =
                "select g.id%s%s from (%s) g join t using (id) group by g.id, g.c, g.seq order by g.seq, g.c"
                        .formatted(
                                grid ? ", strftime(g.c, '%Y-%m-%dT%H:%M:%S')" : "",
                                columns,
                                cutoffs);
        List<List<String>> rows = new ArrayList<>();
        try (ResultSet row = sql.executeQuery(query)) {
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int c = 1; c <= row.getMetaData().getColumnCount(); c++) {
                    String text = row.getString(c);
                    cells.add(text == null ? "" : text);
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    private static void compare(String what, CsvRun found, List<List<String>> expected) {
        List<String[]> cells = found.cells();
        assertThat(cells).as(what).hasSize(expected.size() + 1);
        for (int r = 0; r < expected.size(); r++) {
            String[] row = cells.get(r + 1);
            assertThat(row).as(what).hasSize(expected.get(r).size());
            for (int c = 0; c < row.length; c++) {
                String column = cells.getFirst()[c];
                String wanted = expected.get(r).get(c);
                String as = "%s: row %d, %s".formatted(what, r, column);
                boolean rounded = column.startsWith("x_") || column.matches(".*_(mean|std).*");
                boolean exact = wanted.isEmpty() || row[c].isEmpty() || !rounded;
                if (exact) {
                    assertThat(row[c]).as(as).isEqualTo(wanted);
                } else {
                    double value = Double.parseDouble(wanted);
                    assertThat(Double.parseDouble(row[c]))
                            .as(as)
                            .isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value))));
                }
            }
        }
    }

    private static RunOptions options(Random random) {
        return CsvRun.PLAIN
                .withWorkers(1 + random.nextInt(4))
                .withSplitBytes(random.nextBoolean() ? 1L << 20 : 20 + random.nextInt(4000));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void windowsHoldWhatSqlFindsBetweenTwoTimes(long seed) throws Exception {
        Random random = new Random(seed);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duck.createStatement()) {
            List<Path> inputs = written(sql, table(seed));
            String entities = "select id, min(seq) as seq, %s as c from t group by id";
            String before = "ts < g.c and ts >= g.c - interval (DAYS) day";
            for (Path input : inputs) {
                String what = "seed %d, %s, ".formatted(seed, input.getFileName());
                FeaturePlan two = plan().withWindows(List.of("7d", "30d"));
                compare(
                        what + "as of a day",
                        run(input, two.withAsOf("2026-02-01"), options(random)),
                        asked(
                                sql,
                                entities.formatted("timestamp '2026-02-01'"),
                                before,
                                new int[] {7, 30},
                                false));
                compare(
                        what + "as of a column",
                        run(input, two.withAsOf("label"), options(random)),
                        asked(
                                sql,
                                entities.formatted("any_value(label)::timestamp"),
                                before,
                                new int[] {7, 30},
                                false));
                compare(
                        what + "behind the last row",
                        run(input, two, options(random)),
                        asked(
                                sql,
                                entities.formatted("max(ts)"),
                                "ts > g.c - interval (DAYS) day",
                                new int[] {7, 30},
                                false));
                compare(
                        what + "no window",
                        run(input, plan().withAsOf("2026-01-20T06:00"), options(random)),
                        asked(
                                sql,
                                entities.formatted("timestamp '2026-01-20 06:00:00'"),
                                "ts < g.c",
                                new int[] {0},
                                false));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aGridHasARowForEveryCutoff(long seed) throws Exception {
        Random random = new Random(seed);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duck.createStatement()) {
            List<Path> inputs = written(sql, table(seed));
            String before = "ts < g.c and ts >= g.c - interval (DAYS) day";
            // days since 1970 are a multiple of 7 on Thursdays; 2026-01-01 is one
            String epoch =
                    """
                    select id, seq, unnest(generate_series(
                        timestamp '2025-12-25' + interval (7 * (date_diff('second', timestamp '2025-12-25', a) // 604800 + 1)) day,
                        timestamp '2025-12-25' + interval (7 * (date_diff('second', timestamp '2025-12-25', b) // 604800 + 1)) day,
                        interval 7 day)) as c
                    from (select id, min(seq) as seq, min(ts) as a, max(ts) as b from t group by id)\
                    """;
            String back =
                    """
                    select id, seq, c from (select id, seq, a, b, unnest(generate_series(
                        timestamp '2026-02-03' - interval 200 day, timestamp '2026-02-03', interval 5 day)) as c
                    from (select id, min(seq) as seq, min(ts) as a, max(ts) as b from t group by id))
                    where c > a and c - interval 5 day <= b\
                    """;
            for (Path input : inputs) {
                String what = "seed %d, %s, ".formatted(seed, input.getFileName());
                CsvRun weekly =
                        run(
                                input,
                                plan().withEvery("7d").withWindows(List.of("3d", "14d")),
                                options(random));
                compare(
                        what + "weekly",
                        weekly,
                        asked(sql, epoch, before, new int[] {3, 14}, true));
                assertThat(weekly.summary().entities()).isEqualTo(30);
                assertThat(weekly.summary().outputRows()).isGreaterThan(60);
                compare(
                        what + "back from a day",
                        run(input, plan().withEvery("5d").withAsOf("2026-02-03"), options(random)),
                        asked(sql, back, "ts < g.c", new int[] {0}, true));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aWindowIsWhatWhereLeavesBitForBit(long seed) throws Exception {
        Path csv = Files.write(directory.resolve("t.csv"), table(seed));
        FeaturePlan plan =
                plan().withFeatures(
                                "count, mean, std, trend, skewness, median, autocorrelation(1)");
        List<String[]> window =
                run(
                                csv,
                                plan.withAsOf("2026-02-01").withWindows(List.of("14d")),
                                options(new Random(seed)))
                        .cells();
        List<String[]> where =
                run(
                                csv,
                                plan.withWhere(List.of("ts >= 2026-01-18 and ts < 2026-02-01")),
                                CsvRun.PLAIN)
                        .cells();
        Map<String, String[]> left = new HashMap<>();
        where.forEach(row -> left.put(row[0], row));
        for (String[] row : window.subList(1, window.size())) {
            String[] expected = left.get(row[0]);
            if (expected == null) {
                assertThat(row[1]).as("seed %d, %s: count", seed, row[0]).isEqualTo("0");
            } else {
                assertThat(row).as("seed %d, %s", seed, row[0]).isEqualTo(expected);
            }
        }
        assertThat(where).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingAtOrBehindACutoffShows(long seed) throws Exception {
        List<String> lines = table(seed);
        String cutoff = "2026-01-27";
        List<String> changed = new ArrayList<>();
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            boolean behind = cells[1].compareTo(cutoff) >= 0 && !cells[0].equals("id");
            changed.add(
                    behind ? String.join(",", cells[0], cells[1], cells[2], "77", "1e300") : line);
        }
        Path one = Files.write(directory.resolve("one.csv"), lines);
        Path other = Files.write(directory.resolve("other.csv"), changed);
        FeaturePlan all = plan().withFeatures("count, mean, min, max, trend, n_anomalies, median");
        assertThat(run(one, all, CsvRun.PLAIN).text())
                .isNotEqualTo(run(other, all, CsvRun.PLAIN).text());
        FeaturePlan before = all.withAsOf(cutoff);
        for (FeaturePlan plan :
                List.of(
                        before,
                        before.withWindows(List.of("3d", "2w")),
                        before.withEvery("4d"),
                        before.withEvery("36h").withWindows(List.of("5d")))) {
            assertThat(run(one, plan, CsvRun.PLAIN).text())
                    .as("seed %d, %s", seed, plan.rows())
                    .isEqualTo(run(other, plan, CsvRun.PLAIN).text());
        }
        List<String> grid = upTo(run(one, all.withEvery("1d"), CsvRun.PLAIN), cutoff);
        assertThat(grid)
                .as("seed %d", seed)
                .isEqualTo(upTo(run(other, all.withEvery("1d"), CsvRun.PLAIN), cutoff))
                .hasSizeGreaterThan(50);
    }

    private static List<String> upTo(CsvRun run, String cutoff) {
        return run.lines().stream()
                .filter(line -> line.split(",", -1)[1].substring(0, 6).compareTo("cutoff") != 0)
                .filter(line -> line.split(",", -1)[1].substring(0, 10).compareTo(cutoff) <= 0)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void seriesLongerThanMemoryHaveTheSameBits(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(List.of("id,ts,label,n,x"));
        for (int e = 0; e < 3; e++) {
            int time = 0;
            for (int r = 0; r < 20_000; r++) {
                time += random.nextInt(3);
                lines.add(
                        "e%d,%d,%d,%s,%s"
                                .formatted(
                                        e,
                                        time,
                                        15_000 + e * 9000,
                                        random.nextInt(9) == 0 ? "" : random.nextInt(),
                                        random.nextInt(999) / 8.0));
            }
        }
        Path csv = Files.write(directory.resolve("long.csv"), lines);
        FeaturePlan plan = plan().withFeatures(FEATURES + ", trend, skewness, n_anomalies");
        RunOptions small =
                CsvRun.PLAIN
                        .withWorkers(2)
                        .withSplitBytes(40_000 + random.nextInt(60_000))
                        .withSeriesBytes(100_000);
        for (FeaturePlan one :
                List.of(
                        plan.withAsOf("12000"),
                        plan.withAsOf("label").withWindows(List.of("100", "9000")),
                        plan.withWindows(List.of("5000", "50000")),
                        plan.withEvery("6000").withWindows(List.of("7000")),
                        plan.withEvery("7000").withAsOf("label"))) {
            assertThat(run(csv, one, small).text())
                    .as("seed %d, %s", seed, one.rows())
                    .isEqualTo(run(csv, one, CsvRun.PLAIN).text());
        }
    }
}
