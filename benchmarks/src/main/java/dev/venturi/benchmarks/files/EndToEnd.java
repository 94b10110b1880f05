package dev.venturi.benchmarks.files;

import dev.venturi.benchmarks.answers.Agreement;
import dev.venturi.benchmarks.duckdb.DuckDb;
import dev.venturi.benchmarks.duckdb.FeaturesFromFile.Source;
import dev.venturi.benchmarks.duckdb.VitalsSql;
import dev.venturi.benchmarks.report.Contender;
import dev.venturi.benchmarks.report.Session;
import dev.venturi.feature.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Compares whole processes from a CSV file to a CSV file of features: ours started by its
/// launcher, DuckDB in a small JVM, in turn.
public final class EndToEnd {
    static final String OURS = "ours";
    static final String DUCK_DB = "DuckDB";
    private static final List<Integer> SIZES = List.of(500, 5_000, 40_000);
    private static final List<Preset> PRESETS = List.of(Preset.CASE_V1, Preset.STANDARD);

    /// Patients whose table is a 1 MB file, and whose table has a million rows.
    private static final int MEGABYTE = 76;

    private static final int MILLION_ROWS = 2_740;

    /// Patients at which the forms of SQL are tried, and up to which one thread is measured too.
    private static final int SMALL = 5_000;

    private static final int RUNS = 3;
    private static final int COLD_RUNS = 5;

    private final Session session;
    private final Commands commands;
    private final EndToEndReport report;
    private final int cores = Runtime.getRuntime().availableProcessors();

    /// How DuckDB is asked.
    record Asked(VitalsSql query, Source source) {}

    private final Map<Preset, Asked> fastest = new LinkedHashMap<>();

    private EndToEnd(Session session) throws Exception {
        this.session = session;
        this.commands = new Commands(session);
        this.report = new EndToEndReport(cores);
    }

    /// Measures and writes the page; exits with 1 when the answers differ.
    public static void main(String[] args) throws Exception {
        Session session = Session.ofProperties();
        Files.createDirectories(session.work());
        EndToEnd comparison = new EndToEnd(session);
        comparison.starts();
        comparison.cold(MEGABYTE, 0.7);
        comparison.cold(MILLION_ROWS, 2.0);
        List<Integer> sizes = session.sizesOr(SIZES);
        comparison.chooseForms(Math.min(SMALL, sizes.getLast()));
        for (int patients : sizes) {
            for (Preset preset : PRESETS) {
                comparison.compare(patients, preset);
            }
        }
        comparison.report.write(session);
        System.exit(comparison.report.agreed() ? 0 : 1);
    }

    private Path vitals(int patients) throws IOException, InterruptedException {
        Path csv = session.work().resolve("vitals-%d.csv".formatted(patients));
        if (!Files.exists(csv)) {
            new WholeProcess(commands.generate(patients, csv)).run(session.work());
        }
        return csv;
    }

    private Path output(String side) {
        return session.work().resolve("features-%s.csv".formatted(side));
    }

    private void starts() throws IOException, InterruptedException {
        WholeProcess ours = new WholeProcess(commands.version());
        WholeProcess duckDb = new WholeProcess(commands.duckDbStart());
        for (int run = 0; run < COLD_RUNS; run++) {
            ours.run(session.work());
            duckDb.run(session.work());
        }
        report.start(ours.measured(), duckDb.measured());
    }

    private void cold(int patients, double wantedSeconds) throws IOException, InterruptedException {
        Path csv = vitals(patients);
        WholeProcess ours =
                new WholeProcess(commands.features(csv, Preset.STANDARD, cores, output(OURS)));
        ours.run(session.work());
        WholeProcess measured =
                new WholeProcess(commands.features(csv, Preset.STANDARD, cores, output(OURS)));
        for (int run = 0; run < COLD_RUNS; run++) {
            measured.run(session.work());
        }
        report.cold(patients, Files.size(csv), measured.measured(), wantedSeconds);
    }

    /// Tries every form with both ways to read, once.
    private void chooseForms(int patients) throws IOException, InterruptedException {
        Path csv = vitals(patients);
        for (Preset preset : PRESETS) {
            double least = Double.POSITIVE_INFINITY;
            for (VitalsSql query : VitalsSql.formsOf(preset)) {
                for (Source source : Source.values()) {
                    System.err.printf("end to end: trying %s, %s%n", query, source);
                    WholeProcess process =
                            new WholeProcess(
                                    commands.duckDb(csv, query, source, cores, output(DUCK_DB)));
                    process.run(session.work());
                    report.form(patients, query, source, process.measured());
                    if (process.measured().wall() < least) {
                        least = process.measured().wall();
                        fastest.put(preset, new Asked(query, source));
                    }
                }
            }
        }
    }

    private void compare(int patients, Preset preset) throws Exception {
        System.err.printf("end to end: %,d patients, %s%n", patients, preset);
        Path csv = vitals(patients);
        Asked asked = Objects.requireNonNull(fastest.get(preset));
        List<Integer> threadCounts = new ArrayList<>(List.of(cores));
        if (cores > 1 && (patients <= SMALL || session.full())) {
            threadCounts.add(1);
        }
        Map<Contender, WholeProcess> processes = new LinkedHashMap<>();
        for (int threads : threadCounts) {
            processes.put(
                    new Contender(OURS, threads),
                    new WholeProcess(commands.features(csv, preset, threads, output(OURS))));
            processes.put(
                    new Contender(DUCK_DB, threads),
                    new WholeProcess(
                            commands.duckDb(
                                    csv, asked.query(), asked.source(), threads, output(DUCK_DB))));
        }
        for (int run = 0; run < RUNS; run++) {
            if (run > 0 && Instant.now().isAfter(session.deadline())) {
                break;
            }
            for (WholeProcess process : processes.values()) {
                process.run(session.work());
            }
        }
        report.compared(patients, Files.size(csv), preset, asked, processes);
        try (DuckDb db = DuckDb.open(cores)) {
            Agreement agreement =
                    Agreement.of(
                            db.featuresOf(output(OURS)),
                            db.featuresOf(output(DUCK_DB)),
                            (key, column) -> db.series(DuckDb.readVitals(csv), key, column));
            report.agreement(patients, preset, agreement);
            report.duckDbVersion(db.text("SELECT version()"));
        }
    }
}
