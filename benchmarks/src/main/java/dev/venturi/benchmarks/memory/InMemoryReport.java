package dev.venturi.benchmarks.memory;

import dev.venturi.benchmarks.answers.Agreement;
import dev.venturi.benchmarks.answers.Answers;
import dev.venturi.benchmarks.duckdb.DuckDb;
import dev.venturi.benchmarks.duckdb.VitalsSql;
import dev.venturi.benchmarks.report.Contender;
import dev.venturi.benchmarks.report.Measured;
import dev.venturi.benchmarks.report.Page;
import dev.venturi.benchmarks.report.Session;
import dev.venturi.feature.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Collects what [InMemory] measures into the results page `in-memory`.
final class InMemoryReport {
    private static final double WANTED_CASE_V1 = 80;
    private static final double WANTED_STANDARD = 60;
    private static final double WANTED_TIMES_DUCKDB = 80;
    private static final double WANTED_BY_TWO = 1.9;

    private final List<Integer> threadCounts;
    private final String kernels;
    private final Page page = new Page("In memory: features of arrays and of a DuckDB table");
    private final List<List<String>> times = new ArrayList<>();
    private final List<List<String>> ratios = new ArrayList<>();
    private final List<List<String>> forms = new ArrayList<>();
    private final List<List<String>> checks = new ArrayList<>();
    private boolean agreed = true;

    InMemoryReport(List<Integer> threadCounts, String kernels) throws Exception {
        this.threadCounts = threadCounts;
        this.kernels = kernels;
    }

    /// Whether all answers checked so far are the same.
    boolean agreed() {
        return agreed;
    }

    /// Holds answers against ours.
    void check(VitalsArrays table, Preset preset, String what, Answers ours, Answers theirs)
            throws Exception {
        Agreement agreement = Agreement.of(ours, theirs, table::series);
        agreed = agreed && agreement.holds();
        checks.add(List.of(patients(table), preset.label(), what, agreement.toString()));
    }

    /// Takes the times of all forms of SQL.
    void forms(
            VitalsArrays table,
            Preset preset,
            List<VitalsSql> all,
            Map<Contender, Measured> measured) {
        for (VitalsSql form : all) {
            List<String> row =
                    new ArrayList<>(List.of(patients(table), preset.label(), form.form()));
            for (int threads : threadCounts) {
                Measured m = InMemory.of(measured, form.form(), threads);
                row.add(Page.text("%.3f", m.wall()));
                row.add(Page.text("%.3f", m.cpu()));
            }
            forms.add(row);
        }
    }

    /// Takes the times of both sides.
    ///
    /// @param chosen the forms compared with, by threads
    void times(
            VitalsArrays table,
            Preset preset,
            Map<Contender, Measured> measured,
            IntFunction<List<VitalsSql>> chosen) {
        measured.forEach((name, m) -> times.add(time(table, preset, name, m)));
        for (int threads : threadCounts) {
            for (VitalsSql form : chosen.apply(threads)) {
                double theirs = InMemory.of(measured, form.form(), threads).wall();
                Measured slices = InMemory.of(measured, InMemory.SLICES, threads);
                Measured rows = InMemory.of(measured, InMemory.TABLE, threads);
                ratios.add(
                        List.of(
                                patients(table),
                                preset.label(),
                                form.form(),
                                Integer.toString(threads),
                                Page.text("%.1f", theirs / slices.wall()),
                                Page.text("%.1f", theirs / rows.wall())));
            }
        }
        targets(table, preset, measured, chosen.apply(1));
    }

    private static List<String> time(
            VitalsArrays table, Preset preset, Contender name, Measured m) {
        boolean ours = name.what().equals(InMemory.SLICES) || name.what().equals(InMemory.TABLE);
        return List.of(
                patients(table),
                preset.label(),
                (ours ? "ours, " : "DuckDB, ") + name.what(),
                Integer.toString(name.threads()),
                Page.text("%.4f", m.wall()),
                Page.text("%.4f", m.fastest()),
                Page.text("%.4f", m.cpu()),
                Page.text("%.1f", table.rows() / m.wall() / 1e6),
                Page.text("%.1f", table.rows() / m.cpu() / 1e6),
                Integer.toString(m.runs()));
    }

    private void targets(
            VitalsArrays table,
            Preset preset,
            Map<Contender, Measured> measured,
            List<VitalsSql> theirForms) {
        String where = "%s, %s patients: ".formatted(preset.label(), patients(table));
        Measured one = InMemory.of(measured, InMemory.SLICES, 1);
        page.target(
                where + "M rows/s on one core",
                table.rows() / one.wall() / 1e6,
                table.rows() / one.cpu() / 1e6,
                preset == Preset.CASE_V1 ? WANTED_CASE_V1 : WANTED_STANDARD,
                true,
                "%.1f");
        for (VitalsSql form : theirForms) {
            Measured theirs = InMemory.of(measured, form.form(), 1);
            page.target(
                    where + "times DuckDB (" + form.form() + "), one thread",
                    theirs.wall() / one.wall(),
                    theirs.cpu() / one.cpu(),
                    WANTED_TIMES_DUCKDB,
                    true,
                    "%.1f");
        }
        if (threadCounts.contains(2)) {
            Measured two = InMemory.of(measured, InMemory.SLICES, 2);
            page.target(
                    where + "two workers against one",
                    one.wall() / two.wall(),
                    2 * one.cpu() / two.cpu(),
                    WANTED_BY_TWO,
                    true,
                    "%.2f");
        }
    }

    private static String patients(VitalsArrays table) {
        return "%,d".formatted(table.patients());
    }

    /// Writes the page.
    void write(Session session, DuckDb db) throws Exception {
        List<String> formHeader = new ArrayList<>(List.of("patients", "preset", "form"));
        for (int threads : threadCounts) {
            formHeader.add(new Contender("s", threads).toString());
            formHeader.add("CPU s");
        }
        page.section("Times")
                .say(
                        ("Features of a year of six vitals; the table is in memory on both sides"
                                        + " and the results stay in memory. What each line"
                                        + " includes: benchmarks/README.md. Kernels: %s.")
                                .formatted(kernels))
                .table(
                        List.of(
                                "patients",
                                "preset",
                                "what",
                                "threads",
                                "median s",
                                "fastest s",
                                "CPU s",
                                "M rows/s",
                                "M rows per CPU s",
                                "runs"),
                        times)
                .section("How many times as fast as DuckDB")
                .say("Medians of the table above, same number of threads.")
                .table(
                        List.of(
                                "patients",
                                "preset",
                                "DuckDB form",
                                "threads",
                                "our slices",
                                "our table"),
                        ratios)
                .section("Forms of SQL")
                .say("The fastest of each preset and number of threads is the one compared with.")
                .table(formHeader, forms)
                .section("Answers")
                .table(List.of("patients", "preset", "what", "result"), checks);
        page.write("in-memory", session, db.text("SELECT version()"));
    }
}
