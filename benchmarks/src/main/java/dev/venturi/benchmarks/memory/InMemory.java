package dev.venturi.benchmarks.memory;

import dev.venturi.benchmarks.answers.Answers;
import dev.venturi.benchmarks.duckdb.DuckDb;
import dev.venturi.benchmarks.duckdb.VitalsSql;
import dev.venturi.benchmarks.report.Contender;
import dev.venturi.benchmarks.report.Interleaved;
import dev.venturi.benchmarks.report.Measured;
import dev.venturi.benchmarks.report.Session;
import dev.venturi.feature.Preset;
import dev.venturi.generate.PatientVitals;
import dev.venturi.kernel.KernelChoice;
import dev.venturi.kernel.KernelSelection;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Compares the engine with DuckDB on tables that both hold in memory, in one process, in turn.
public final class InMemory {
    static final String SLICES = "slices";
    static final String TABLE = "table";
    private static final int DAYS = 365;
    private static final List<Integer> SIZES = List.of(500, 5_000, 50_000);

    /// Patients from which a quick session times every form no more, and slow ones less often.
    private static final int LARGE = 50_000;

    private static final int RUNS = 9;
    private static final double WARM_UP_SECONDS = 1.5;

    private final Session session;
    private final DuckDb db;
    private final InMemoryReport report;
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final List<Integer> threadCounts = cores == 1 ? List.of(1) : List.of(1, 2);
    private final KernelChoice choice =
            KernelSelection.select(KernelChoice.AUTO, Long.MAX_VALUE).vector()
                    ? KernelChoice.VECTOR
                    : KernelChoice.SCALAR;
    private final KernelSelection kernels = KernelSelection.select(choice, 0);

    /// The forms compared with, by preset and threads: the fastest, and when that needs a sorted
    /// table the fastest that does not.
    private final Map<Contender, List<VitalsSql>> chosen = new LinkedHashMap<>();

    private InMemory(Session session, DuckDb db) throws Exception {
        this.session = session;
        this.db = db;
        this.report = new InMemoryReport(threadCounts, kernels.reason());
    }

    /// Measures and writes the page; exits with 1 when the answers differ.
    public static void main(String[] args) throws Exception {
        Session session = Session.ofProperties();
        boolean agreed;
        try (DuckDb db = DuckDb.open(1)) {
            InMemory comparison = new InMemory(session, db);
            for (int patients : session.sizesOr(SIZES)) {
                comparison.measure(patients);
            }
            comparison.report.write(session, db);
            agreed = comparison.report.agreed();
        }
        System.exit(agreed ? 0 : 1);
    }

    private void measure(int patients) throws Exception {
        PatientVitals vitals = PatientVitals.of(patients, DAYS).workers(cores);
        VitalsArrays table = VitalsArrays.of(vitals);
        load(vitals);
        for (Preset preset : List.of(Preset.CASE_V1, Preset.STANDARD)) {
            System.err.printf("in memory: %,d patients, %s%n", patients, preset);
            if (patients < LARGE || session.full() || !chosen.containsKey(key(preset, 1))) {
                chooseForms(table, preset);
            }
            compare(table, preset);
        }
    }

    private void load(PatientVitals vitals) throws IOException, SQLException {
        Files.createDirectories(session.work());
        Path csv = Files.createTempFile(session.work(), "in-memory", ".csv");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(csv), 1 << 20)) {
                vitals.writeCsv(out, _ -> {});
            }
            db.threads(cores);
            db.loadVitals(csv);
        } finally {
            Files.delete(csv);
        }
    }

    /// Times every form of SQL and checks its answers, so that the comparison uses the fastest.
    private void chooseForms(VitalsArrays table, Preset preset) throws Exception {
        List<VitalsSql> all = VitalsSql.formsOf(preset);
        try (FeatureRun ours = new SliceRun(table, preset, kernels, 1)) {
            ours.run();
            for (VitalsSql form : all) {
                query(form, cores);
                report.check(table, preset, "DuckDB " + form.form(), ours.answers(), db.features());
            }
        }
        Interleaved timing = new Interleaved(session.deadline());
        int runs = table.patients() < LARGE ? 3 : 1;
        for (VitalsSql form : all) {
            for (int threads : threadCounts) {
                timing.add(
                        new Contender(form.form(), threads), runs, 0, () -> query(form, threads));
            }
        }
        Map<Contender, Measured> measured = timing.measure();
        report.forms(table, preset, all, measured);
        for (int threads : threadCounts) {
            List<VitalsSql> sorted = new ArrayList<>(all);
            sorted.sort(Comparator.comparingDouble(f -> of(measured, f.form(), threads).wall()));
            List<VitalsSql> best = new ArrayList<>(List.of(sorted.getFirst()));
            if (sorted.getFirst().needsSortedTable()) {
                sorted.stream().filter(f -> !f.needsSortedTable()).findFirst().ifPresent(best::add);
            }
            chosen.put(key(preset, threads), best);
        }
    }

    private void compare(VitalsArrays table, Preset preset) throws Exception {
        boolean often = table.patients() < LARGE || session.full();
        List<FeatureRun> opened = new ArrayList<>();
        Interleaved timing = new Interleaved(session.deadline());
        try {
            for (int threads : threadCounts) {
                FeatureRun slices = new SliceRun(table, preset, kernels, threads);
                FeatureRun rows = new TableRun(table, preset, choice, threads);
                opened.add(slices);
                opened.add(rows);
                timing.add(new Contender(SLICES, threads), RUNS, WARM_UP_SECONDS, slices::run);
                timing.add(new Contender(TABLE, threads), RUNS, WARM_UP_SECONDS, rows::run);
                List<VitalsSql> theirs = chosen(preset, threads);
                for (VitalsSql form : theirs) {
                    int few = form.equals(theirs.getFirst()) ? 3 : 1;
                    timing.add(
                            new Contender(form.form(), threads),
                            often ? RUNS : few,
                            0,
                            () -> query(form, threads));
                }
            }
            FeatureRun slices = opened.getFirst();
            slices.run();
            report.check(
                    table,
                    preset,
                    "our table against our slices",
                    slices.answers(),
                    opened.get(1).answers());
            Answers ours = slices.answers();
            for (VitalsSql form : chosen(preset, cores)) {
                query(form, cores);
                report.check(table, preset, "DuckDB " + form.form(), ours, db.features());
            }
            report.times(table, preset, timing.measure(), threads -> chosen(preset, threads));
        } finally {
            opened.forEach(FeatureRun::close);
        }
    }

    private double query(VitalsSql form, int threads) throws SQLException {
        db.threads(threads);
        db.computeFeatures(form);
        return 0;
    }

    private List<VitalsSql> chosen(Preset preset, int threads) {
        return Objects.requireNonNull(chosen.get(key(preset, Math.min(threads, 2))));
    }

    private static Contender key(Preset preset, int threads) {
        return new Contender(preset.label(), threads);
    }

    static Measured of(Map<Contender, Measured> measured, String what, int threads) {
        return Objects.requireNonNull(measured.get(new Contender(what, threads)));
    }
}
