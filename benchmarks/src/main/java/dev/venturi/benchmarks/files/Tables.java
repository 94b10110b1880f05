package dev.venturi.benchmarks.files;

import dev.venturi.benchmarks.answers.Agreement;
import dev.venturi.benchmarks.duckdb.DuckDb;
import dev.venturi.benchmarks.duckdb.FeaturesFromFile.Source;
import dev.venturi.benchmarks.duckdb.VitalsSql;
import dev.venturi.benchmarks.report.Measured;
import dev.venturi.benchmarks.report.Page;
import dev.venturi.benchmarks.report.Session;
import dev.venturi.feature.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Compares whole processes from Parquet to Parquet, case-v1 of the vitals: clustered tables
/// written by us and by DuckDB, on one core and on all, against the fastest of DuckDB's forms that
/// work for any table; a table of a megabyte from a cold start.
public final class Tables {
    private static final int DAYS = 365;
    private static final int RUNS = 3;
    private static final int COLD_RUNS = 5;

    /// Patients of the 1 MB table.
    private static final int MEGABYTE = 450;

    private static final List<Integer> SIZES = List.of(40_000, 200_000);
    private static final Map<Integer, Double> WANTED = Map.of(40_000, 7.0, 200_000, 10.0);
    private static final double WANTED_CORES = 1.6;

    /// The whole process: with one worker the compilers and the writer would still have the others.
    private static final String ONE_CORE = "ours, 1 core";

    private final Session session;
    private final Commands commands;
    private final Page page = new Page("Parquet to features");
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final List<List<String>> forms = new ArrayList<>();
    private final List<List<String>> times = new ArrayList<>();
    private final List<List<String>> checks = new ArrayList<>();
    private boolean agreed = true;

    private Tables(Session session) throws Exception {
        this.session = session;
        this.commands = new Commands(session);
    }

    /// Measures and writes the page; exits with 1 when the answers differ.
    public static void main(String[] args) throws Exception {
        Tables tables = new Tables(Session.ofProperties());
        tables.cold();
        for (int patients : tables.session.sizesOr(SIZES)) {
            tables.compare(patients);
        }
        tables.write();
        System.exit(tables.agreed ? 0 : 1);
    }

    private Path vitals(int patients) throws IOException, InterruptedException {
        Path table = session.work().resolve("vitals-%d.parquet".formatted(patients));
        if (!Files.exists(table)) {
            new WholeProcess(commands.generate(patients, table)).run(session.work());
        }
        return table;
    }

    private Path output(String side) {
        return session.work().resolve("features-%s.parquet".formatted(side));
    }

    private void cold() throws IOException, InterruptedException {
        Path table = vitals(MEGABYTE);
        List<String> command = commands.features(table, Preset.CASE_V1, cores, output("ours"));
        new WholeProcess(command).run(session.work());
        WholeProcess cold = new WholeProcess(command);
        for (int run = 0; run < COLD_RUNS; run++) {
            cold.run(session.work());
        }
        Measured m = cold.measured();
        String what =
                "%.1f MB, %,d rows, from a cold start: seconds"
                        .formatted(Files.size(table) / 1e6, (long) MEGABYTE * DAYS);
        page.target(what, m.wall(), m.cpu(), 0.7, false, "%.2f");
    }

    private void compare(int patients) throws Exception {
        Path ours = vitals(patients);
        Path theirs = session.work().resolve("vitals-%d-duckdb.parquet".formatted(patients));
        try (DuckDb db = DuckDb.open(cores)) {
            if (!Files.exists(theirs)) {
                db.execute(
                        "COPY (FROM read_parquet('%s')) TO '%s' (FORMAT parquet)"
                                .formatted(ours, theirs));
            }
        }
        VitalsSql fastest = fastest(patients, ours);
        VitalsSql sorted = new VitalsSql(Preset.CASE_V1, "running-count");
        Map<String, WholeProcess> sides = new LinkedHashMap<>();
        sides.put("ours", features(ours, "ours"));
        sides.put("DuckDB, " + fastest.form(), duckDb(ours, fastest, "duckdb"));
        sides.put("ours, written by DuckDB", features(theirs, "theirs"));
        List<String> onOneCore = new ArrayList<>(List.of("taskset", "-c", "0"));
        onOneCore.addAll(commands.features(ours, Preset.CASE_V1, cores, output("one")));
        sides.put(ONE_CORE, new WholeProcess(onOneCore));
        sides.put("DuckDB, running-count: sorted tables only", duckDb(ours, sorted, "sorted"));
        for (int run = 0; run < RUNS; run++) {
            for (Map.Entry<String, WholeProcess> side : sides.entrySet()) {
                System.err.printf("tables: %,d patients, %s%n", patients, side.getKey());
                side.getValue().run(session.work());
            }
        }
        sides.forEach((name, process) -> times.add(row(patients, name, process.measured())));
        Measured all = measured(sides, "ours");
        Measured one = measured(sides, ONE_CORE);
        Measured peer = measured(sides, "DuckDB, " + fastest.form());
        String rows = "%,d rows".formatted((long) patients * DAYS);
        page.target(
                rows + ": times DuckDB, fastest form for any table",
                peer.wall() / all.wall(),
                peer.cpu() / all.cpu(),
                WANTED.getOrDefault(patients, 1.0),
                true,
                "%.1f");
        page.target(
                rows + ": %d cores against 1".formatted(cores),
                one.wall() / all.wall(),
                Double.NaN,
                WANTED_CORES,
                true,
                "%.2f");
        check(patients, ours);
    }

    private static Measured measured(Map<String, WholeProcess> sides, String name) {
        return Objects.requireNonNull(sides.get(name)).measured();
    }

    private WholeProcess features(Path table, String side) {
        return new WholeProcess(commands.features(table, Preset.CASE_V1, cores, output(side)));
    }

    private WholeProcess duckDb(Path table, VitalsSql query, String side) {
        return new WholeProcess(commands.duckDb(table, query, Source.PARQUET, cores, output(side)));
    }

    /// Runs every form that works for any table once.
    private VitalsSql fastest(int patients, Path table) throws IOException, InterruptedException {
        VitalsSql fastest = new VitalsSql(Preset.CASE_V1, "list");
        double least = Double.POSITIVE_INFINITY;
        for (VitalsSql query : VitalsSql.formsOf(Preset.CASE_V1)) {
            if (query.needsSortedTable()) {
                continue;
            }
            System.err.printf("tables: %,d patients, trying %s%n", patients, query);
            WholeProcess process = duckDb(table, query, "duckdb");
            process.run(session.work());
            Measured m = process.measured();
            forms.add(row(patients, query.form(), m));
            if (m.wall() < least) {
                least = m.wall();
                fastest = query;
            }
        }
        return fastest;
    }

    private static List<String> row(int patients, String name, Measured m) {
        return List.of(
                "%,d".formatted((long) patients * DAYS),
                name,
                Page.text("%.2f", m.wall()),
                Page.text("%.2f", m.fastest()),
                Page.text("%.2f", m.cpu()),
                Page.text("%.0f", m.peak() / 1e6),
                Integer.toString(m.runs()));
    }

    private void check(int patients, Path table) throws Exception {
        String rows = "%,d".formatted((long) patients * DAYS);
        boolean same =
                Files.mismatch(output("ours"), output("one")) < 0
                        && Files.mismatch(output("ours"), output("theirs")) < 0;
        agreed &= same;
        checks.add(
                List.of(
                        rows,
                        "our three outputs",
                        same ? "the same bytes" : "**different bytes**"));
        try (DuckDb db = DuckDb.open(cores)) {
            Agreement agreement =
                    Agreement.of(
                            db.featuresOf(output("ours")),
                            db.featuresOf(output("duckdb")),
                            (key, column) ->
                                    db.series("read_parquet('%s')".formatted(table), key, column));
            agreed &= agreement.holds();
            checks.add(List.of(rows, "ours and DuckDB's", agreement.toString()));
        }
    }

    private void write() throws Exception {
        List<String> header =
                List.of("rows", "side", "median s", "fastest s", "CPU s", "peak MB", "runs");
        page.section("Times")
                .say(
                        """
                        Whole processes in turn, %d threads where nothing else is said, the input in the page cache; \
                        `features TABLE --by patient_id --order-by day --preset case-v1 -o OUT.parquet`.\
                        """
                                .formatted(cores))
                .table(header, times)
                .section("Forms of SQL")
                .say("One run each; the fastest is the one compared with.")
                .table(header, forms)
                .section("Answers")
                .table(List.of("rows", "outputs", "result"), checks);
        try (DuckDb db = DuckDb.open(1)) {
            page.write("parquet", session, db.text("SELECT version()"));
        }
    }
}
