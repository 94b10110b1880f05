package dev.venturi.benchmarks.groups;

import dev.venturi.aggregate.Aggregation;
import dev.venturi.aggregate.GroupBy;
import dev.venturi.aggregate.GroupByOptions;
import dev.venturi.aggregate.GroupByPlan;
import dev.venturi.aggregate.GroupBySummary;
import dev.venturi.benchmarks.duckdb.DuckDb;
import dev.venturi.benchmarks.report.Contender;
import dev.venturi.benchmarks.report.Interleaved;
import dev.venturi.benchmarks.report.Measured;
import dev.venturi.benchmarks.report.Page;
import dev.venturi.benchmarks.report.Session;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.parquet.write.ParquetOptions;
import dev.venturi.parquet.write.ParquetWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Compares count, sum, least, greatest and mean of the groups of a Parquet file, from the file to
/// a Parquet file of groups, in one process, in turn.
public final class GroupsOfParquet {
    private static final String OURS = "ours";
    private static final String REPRODUCIBLE = "ours, reproducible";
    private static final String DUCK_DB = "DuckDB";
    private static final long ROWS = 50_000_000;
    private static final long KEYS = 1_000_000;
    private static final int RUNS = 5;
    private static final double WARM_UP_SECONDS = 8;
    private static final long MEMORY = 1L << 30;

    private final Session session;
    private final DuckDb db;
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final Page page;
    private boolean agreed = true;

    private GroupsOfParquet(Session session, DuckDb db) throws Exception {
        this.session = session;
        this.db = db;
        this.page = new Page("Groups of a Parquet file");
    }

    /// Measures and writes the page; exits with 1 when the answers differ.
    public static void main(String[] args) throws Exception {
        Session session = Session.ofProperties();
        Files.createDirectories(session.work());
        boolean agreed;
        try (DuckDb db = DuckDb.open(Runtime.getRuntime().availableProcessors())) {
            GroupsOfParquet comparison = new GroupsOfParquet(session, db);
            long rows = session.sizes().isEmpty() ? ROWS : session.sizes().getLast();
            comparison.compare(rows);
            comparison.page.write("aggregate", session, db.text("SELECT version()"));
            agreed = comparison.agreed;
        }
        System.exit(agreed ? 0 : 1);
    }

    private Path file(String name) {
        return session.work().resolve(name);
    }

    /// Keys are spread over all of int64, values have two digits behind the point.
    private Path table(long rows) throws Exception {
        Path file = file("groups-%d.parquet".formatted(rows));
        if (!Files.exists(file)) {
            System.err.printf("groups: making %s%n", file);
            db.execute(
                    "COPY (SELECT (hash(hash(i) %% %d) >> 1)::BIGINT AS k, round((hash(i + 7) %% 100000000) / 100.0, 2) AS v FROM range(%d) t(i)) TO '%s' (FORMAT parquet)"
                            .formatted(Math.max(1, rows * KEYS / ROWS), rows, file));
        }
        return file;
    }

    private double ours(Path table, int threads, boolean reproducible, Path output)
            throws Exception {
        GroupByPlan plan =
                new GroupByPlan(
                        List.of("k"),
                        List.of(
                                Aggregation.count("v"),
                                Aggregation.sum("v"),
                                Aggregation.min("v"),
                                Aggregation.max("v"),
                                Aggregation.mean("v")),
                        false,
                        reproducible);
        try (InputFiles input = InputFiles.of(table)) {
            GroupBySummary summary =
                    new GroupBy(
                                    plan,
                                    GroupByOptions.defaults()
                                            .withWorkers(threads)
                                            .withMemoryBytes(MEMORY))
                            .run(
                                    TableFiles.open(input, CsvOptions.DEFAULTS),
                                    schema ->
                                            ParquetWriter.open(
                                                    output.toString(),
                                                    schema,
                                                    ParquetOptions.DEFAULTS,
                                                    true));
            return summary.groups();
        }
    }

    private double duckDb(Path table, int threads, Path output) throws Exception {
        db.threads(threads);
        db.execute(
                "COPY (SELECT k, count(v) AS v_count, sum(v) AS v_sum, min(v) AS v_min, max(v) AS v_max, avg(v) AS v_mean FROM read_parquet('%s') GROUP BY k) TO '%s' (FORMAT parquet)"
                        .formatted(table, output));
        return 0;
    }

    private void compare(long rows) throws Exception {
        Path table = table(rows);
        Path ours = file("groups-ours.parquet");
        Path binned = file("groups-binned.parquet");
        Path theirs = file("groups-duckdb.parquet");
        List<Integer> threadCounts = cores == 1 ? List.of(1) : List.of(1, cores);
        Interleaved timing = new Interleaved(session.deadline());
        for (int threads : threadCounts) {
            timing.add(
                    new Contender(OURS, threads),
                    RUNS,
                    WARM_UP_SECONDS,
                    () -> ours(table, threads, false, ours));
            timing.add(
                    new Contender(REPRODUCIBLE, threads),
                    RUNS,
                    WARM_UP_SECONDS,
                    () -> ours(table, threads, true, binned));
            timing.add(
                    new Contender(DUCK_DB, threads), RUNS, 0, () -> duckDb(table, threads, theirs));
        }
        Map<Contender, Measured> measured = timing.measure();
        List<List<String>> lines = new ArrayList<>();
        for (Map.Entry<Contender, Measured> entry : measured.entrySet()) {
            Measured one = entry.getValue();
            lines.add(
                    List.of(
                            entry.getKey().toString(),
                            Page.text("%.3f", one.wall()),
                            Page.text("%.3f", one.fastest()),
                            Page.text("%.3f", one.cpu()),
                            Page.text("%.1f", rows / one.wall() / 1e6),
                            String.valueOf(one.runs())));
        }
        for (int threads : threadCounts) {
            Measured us = of(measured, OURS, threads);
            Measured them = of(measured, DUCK_DB, threads);
            page.target(
                    "DuckDB's time over ours, %d threads".formatted(threads),
                    them.wall() / us.wall(),
                    them.cpu() / us.cpu(),
                    1.0,
                    true,
                    "%.2f");
        }
        page.section("Times")
                .say(
                        "%,d rows in %,d bytes of Parquet, %s groups; count, sum, min, max and mean of one column of doubles by one of int64, into a Parquet file."
                                .formatted(
                                        rows,
                                        Files.size(table),
                                        db.text(
                                                "SELECT count(*) FROM read_parquet('%s')"
                                                        .formatted(ours))))
                .table(List.of("what", "wall s", "fastest s", "CPU s", "M rows/s", "runs"), lines);
        Measured plain = of(measured, OURS, cores);
        Measured price = of(measured, REPRODUCIBLE, cores);
        page.say(
                "Reproducible sums take %.2f times the wall time, %.2f times the CPU time."
                        .formatted(price.wall() / plain.wall(), price.cpu() / plain.cpu()));
        page.section("Answers");
        check("ours against DuckDB", ours, theirs, 1e-12);
        check("ours against ours, reproducible", ours, binned, 4e-16);
    }

    private static Measured of(Map<Contender, Measured> measured, String what, int threads) {
        return Objects.requireNonNull(measured.get(new Contender(what, threads)));
    }

    /// Counts, least and greatest values have to be equal, sums and means within a bound.
    private void check(String what, Path a, Path b, double bound) throws Exception {
        String different =
                db.text(
                        "SELECT count(*) FROM read_parquet('%s') a FULL JOIN read_parquet('%s') b USING (k) WHERE (a.v_count = b.v_count AND a.v_min = b.v_min AND a.v_max = b.v_max AND abs(a.v_sum - b.v_sum) <= %s * abs(b.v_sum) AND abs(a.v_mean - b.v_mean) <= %s * abs(b.v_mean)) IS NOT TRUE"
                                .formatted(a, b, bound, bound));
        agreed = agreed && different.equals("0");
        page.say(
                "%s: %s groups differ (sums and means by more than %s of their size)."
                        .formatted(what, different, bound));
    }
}
