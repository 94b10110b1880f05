package dev.venturi.benchmarks.files;

import dev.venturi.benchmarks.duckdb.DuckDb;
import dev.venturi.benchmarks.duckdb.VitalsSql;
import dev.venturi.benchmarks.report.Contender;
import dev.venturi.benchmarks.report.Interleaved;
import dev.venturi.benchmarks.report.Measured;
import dev.venturi.benchmarks.report.Page;
import dev.venturi.benchmarks.report.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Compares reading a CSV file with DuckDB's `read_csv`, both adding up every column, in one
/// process, in turn, from the page cache.
public final class CsvParse {
    private static final int RUNS = 9;
    private static final double WARM_UP_SECONDS = 2;
    private static final String VECTORS = "ours, vectors";
    private static final String PLAIN = "ours, plain loops";

    private CsvParse() {}

    /// Measures and writes the page; exits with 1 when the sums differ.
    ///
    /// @param args the CSV file of vitals
    public static void main(String[] args) throws Exception {
        Session session = Session.ofProperties();
        Path csv = Path.of(args[0]);
        Page page = new Page("CSV: reading and adding up every column");
        int cores = Runtime.getRuntime().availableProcessors();
        List<Integer> threadCounts = cores == 1 ? List.of(1) : List.of(1, 2);
        boolean equal;
        try (DuckDb db = DuckDb.open(1)) {
            TableScan.Totals ours = new TableScan(csv, 1, true).run();
            List<Double> theirs = new ArrayList<>();
            long theirRows =
                    Long.parseLong(db.text("SELECT count(*) FROM " + DuckDb.readVitals(csv)));
            for (String column : columns()) {
                theirs.add(
                        Double.valueOf(
                                db.text(
                                        "SELECT sum(%s) FROM %s"
                                                .formatted(column, DuckDb.readVitals(csv)))));
            }
            equal = ours.rows() == theirRows && close(ours.sums(), theirs);
            Interleaved timing = new Interleaved(session.deadline());
            for (int threads : threadCounts) {
                for (String form : List.of(VECTORS, PLAIN)) {
                    TableScan scan = new TableScan(csv, threads, form.equals(VECTORS));
                    timing.add(
                            new Contender(form, threads),
                            RUNS,
                            WARM_UP_SECONDS,
                            () -> (double) scan.run().rows());
                }
                timing.add(
                        new Contender("DuckDB", threads), RUNS, 0.01, () -> sum(db, csv, threads));
            }
            report(page, session, csv, ours.rows(), timing.measure(), threadCounts);
            page.section("Answers")
                    .say(
                            "%,d rows on both sides; sums of `day` and the six vitals %s: %s and %s."
                                    .formatted(
                                            theirRows,
                                            equal ? "agree to 1e-9" : "**differ**",
                                            ours.sums(),
                                            theirs));
            page.write("csv-parse", session, db.text("SELECT version()"));
        }
        System.exit(equal ? 0 : 1);
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("day"));
        columns.addAll(VitalsSql.VITALS);
        return columns;
    }

    private static double sum(DuckDb db, Path csv, int threads) throws SQLException {
        db.threads(threads);
        String sums =
                columns().stream().map("sum(%s)"::formatted).collect(Collectors.joining(", "));
        db.execute(
                "CREATE OR REPLACE TABLE sums AS SELECT sum(patient_id), %s FROM %s"
                        .formatted(sums, DuckDb.readVitals(csv)));
        return 0;
    }

    static boolean close(List<Double> ours, List<Double> theirs) {
        for (int i = 0; i < ours.size(); i++) {
            if (!(Math.abs(ours.get(i) - theirs.get(i)) <= 1e-9 * Math.abs(theirs.get(i)))) {
                return false;
            }
        }
        return ours.size() == theirs.size();
    }

    private static void report(
            Page page,
            Session session,
            Path csv,
            long rows,
            Map<Contender, Measured> measured,
            List<Integer> threadCounts)
            throws IOException {
        double megabytes = Files.size(csv) / 1e6;
        List<List<String>> table = new ArrayList<>();
        measured.forEach((name, m) ->
                table.add(
                        List.of(
                                name.what(),
                                Integer.toString(name.threads()),
                                Page.text("%.3f", m.wall()),
                                Page.text("%.3f", m.fastest()),
                                Page.text("%.3f", m.cpu()),
                                Page.text("%.0f", megabytes / m.wall()),
                                Page.text("%.0f", megabytes / m.cpu()),
                                Integer.toString(m.runs()))));
        page.section("Times")
                .say(
                        "`%s`: %.1f MB, %,d rows of 8 columns."
                                .formatted(session.work().relativize(csv), megabytes, rows))
                .table(
                        List.of(
                                "reader",
                                "threads",
                                "median s",
                                "fastest s",
                                "CPU s",
                                "MB/s",
                                "MB per CPU s",
                                "runs"),
                        table);
        Measured ours = Objects.requireNonNull(measured.get(new Contender(VECTORS, 1)));
        double wall = megabytes / ours.wall();
        double cpu = megabytes / ours.cpu();
        page.target("MB/s on one core", wall, cpu, 450, true, "%.0f");
        page.target("MB/s on one core, the floor", wall, cpu, 400, true, "%.0f");
        for (int threads : threadCounts) {
            double theirs =
                    Objects.requireNonNull(measured.get(new Contender("DuckDB", threads))).wall();
            double our =
                    Objects.requireNonNull(measured.get(new Contender(VECTORS, threads))).wall();
            page.say(
                    "Ours (vectors) against DuckDB, %d thread%s: %.1f times as fast."
                            .formatted(threads, threads == 1 ? "" : "s", theirs / our));
        }
    }
}
