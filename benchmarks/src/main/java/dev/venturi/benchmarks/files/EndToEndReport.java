package dev.venturi.benchmarks.files;

import dev.venturi.benchmarks.answers.Agreement;
import dev.venturi.benchmarks.duckdb.FeaturesFromFile.Source;
import dev.venturi.benchmarks.duckdb.VitalsSql;
import dev.venturi.benchmarks.report.Contender;
import dev.venturi.benchmarks.report.Measured;
import dev.venturi.benchmarks.report.Page;
import dev.venturi.benchmarks.report.Session;
import dev.venturi.feature.Preset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Collects what [EndToEnd] measures into the results page `end-to-end`.
final class EndToEndReport {
    private static final double WANTED_TIMES_DUCKDB = 10;
    private static final double WANTED_PEAK_MB = 150;
    private static final int LARGE = 40_000;
    private static final int DAYS = 365;

    private final int cores;
    private final Page page = new Page("End to end: from a CSV file to a CSV file of features");
    private final List<List<String>> cold = new ArrayList<>();
    private final List<List<String>> forms = new ArrayList<>();
    private final List<List<String>> times = new ArrayList<>();
    private final List<List<String>> ratios = new ArrayList<>();
    private final List<List<String>> checks = new ArrayList<>();
    private boolean agreed = true;
    private String duckDb = "unknown";

    EndToEndReport(int cores) throws Exception {
        this.cores = cores;
    }

    boolean agreed() {
        return agreed;
    }

    void duckDbVersion(String version) {
        duckDb = version;
    }

    void start(Measured ours, Measured theirs) {
        cold.add(coldRow("`venturi --version`: the start alone", ours));
        cold.add(coldRow("DuckDB opened in a JVM: the start alone", theirs));
    }

    void cold(int patients, long bytes, Measured ours, double wantedSeconds) {
        String what =
                "features of %.1f MB, %,d rows".formatted(bytes / 1e6, (long) patients * DAYS);
        cold.add(coldRow(what, ours));
        page.target(
                what + ": seconds from a cold start",
                ours.wall(),
                ours.cpu(),
                wantedSeconds,
                false,
                "%.2f");
        peak(what, ours);
    }

    private void peak(String what, Measured ours) {
        page.target(
                what + ": peak resident MB",
                ours.peak() / 1e6,
                Double.NaN,
                WANTED_PEAK_MB,
                false,
                "%.0f");
    }

    private static List<String> coldRow(String what, Measured m) {
        List<String> row = new ArrayList<>(List.of(what));
        row.addAll(figures(m));
        return row;
    }

    private static List<String> figures(Measured m) {
        return List.of(
                Page.text("%.2f", m.wall()),
                Page.text("%.2f", m.fastest()),
                Page.text("%.2f", m.cpu()),
                Page.text("%.0f", m.peak() / 1e6),
                Integer.toString(m.runs()));
    }

    void form(int patients, VitalsSql query, Source source, Measured m) {
        forms.add(
                List.of(
                        "%,d".formatted(patients),
                        query.preset().label(),
                        query.form(),
                        source == Source.TABLE ? "table first" : "one statement",
                        Page.text("%.2f", m.wall()),
                        Page.text("%.2f", m.cpu())));
    }

    void compared(
            int patients,
            long bytes,
            Preset preset,
            EndToEnd.Asked asked,
            Map<Contender, WholeProcess> processes) {
        Map<Contender, Measured> measured = new LinkedHashMap<>();
        processes.forEach((name, process) -> measured.put(name, process.measured()));
        measured.forEach((name, m) -> {
            boolean theirs = name.what().equals(EndToEnd.DUCK_DB);
            List<String> row =
                    new ArrayList<>(
                            List.of(
                                    "%,d".formatted(patients),
                                    Page.text("%.1f", bytes / 1e6),
                                    preset.label(),
                                    name.what() + (theirs ? ", " + asked.query().form() : ""),
                                    Integer.toString(name.threads())));
            row.addAll(figures(m));
            row.add(Page.text("%.2f", patients * DAYS / m.wall() / 1e6));
            times.add(row);
        });
        for (Contender name : measured.keySet()) {
            if (name.what().equals(EndToEnd.OURS)) {
                ratio(patients, preset, name.threads(), measured);
            }
        }
    }

    private void ratio(
            int patients, Preset preset, int threads, Map<Contender, Measured> measured) {
        Measured ours = Objects.requireNonNull(measured.get(new Contender(EndToEnd.OURS, threads)));
        Measured theirs =
                Objects.requireNonNull(measured.get(new Contender(EndToEnd.DUCK_DB, threads)));
        double byWall = theirs.wall() / ours.wall();
        double byCpu = theirs.cpu() / ours.cpu();
        ratios.add(
                List.of(
                        "%,d".formatted(patients),
                        preset.label(),
                        Integer.toString(threads),
                        Page.text("%.1f", byWall),
                        Page.text("%.1f", byCpu),
                        Page.text("%.1f", theirs.peak() / ours.peak())));
        if (threads == cores) {
            String what = "%s, %,d patients".formatted(preset.label(), patients);
            if (patients >= LARGE) {
                page.target(
                        what + ": times DuckDB", byWall, byCpu, WANTED_TIMES_DUCKDB, true, "%.1f");
            }
            peak(what, ours);
        }
    }

    void agreement(int patients, Preset preset, Agreement agreement) {
        agreed = agreed && agreement.holds();
        checks.add(List.of("%,d".formatted(patients), preset.label(), agreement.toString()));
    }

    void write(Session session) throws Exception {
        List<String> figures = List.of("median s", "fastest s", "CPU s", "peak MB", "runs");
        List<String> coldHeader = new ArrayList<>(List.of("what"));
        coldHeader.addAll(figures);
        List<String> header =
                new ArrayList<>(List.of("patients", "file MB", "preset", "side", "threads"));
        header.addAll(figures);
        header.add("M rows/s");
        page.section("Starting, and small files")
                .say("Whole processes; the class-data archive and the page cache are there.")
                .table(coldHeader, cold)
                .section("Times")
                .say(
                        "Whole processes, from `exec` to exit; the file is in the page cache, the"
                                + " output is written. What each side includes:"
                                + " benchmarks/README.md.")
                .table(header, times)
                .section("How many times as fast as DuckDB")
                .table(
                        List.of("patients", "preset", "threads", "wall", "CPU", "peak memory"),
                        ratios)
                .section("Forms of SQL")
                .say(
                        "One run each, %d threads; the fastest is the one compared with."
                                .formatted(cores))
                .table(
                        List.of("patients", "preset", "form", "reads the file into", "s", "CPU s"),
                        forms)
                .section("Answers")
                .say("Both output files, read by DuckDB.")
                .table(List.of("patients", "preset", "result"), checks);
        page.write("end-to-end", session, duckDb);
    }
}
