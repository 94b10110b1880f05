package dev.venturi.benchmarks.files;

import dev.venturi.benchmarks.duckdb.DuckDb;
import dev.venturi.benchmarks.report.Measured;
import dev.venturi.benchmarks.report.Page;
import dev.venturi.benchmarks.report.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Compares whole processes that sort a Parquet file of (text, double) by the text into another,
/// within a gigabyte: ours, and DuckDB's `ORDER BY`, both with pages compressed by Snappy.
public final class Sorting {
    private static final int RUNS = 3;
    private static final int ROWS = 50_000_000;
    private static final double WANTED = 2.0;
    private static final double GIGABYTE = 1 << 30;

    /// Of ours: the heap, and what of it is sorted in.
    private static final int HEAP_MEGABYTES = 832;

    private static final int SORT_MEGABYTES = 640;

    private static final String OURS = "ours";
    private static final String DUCK_DB = "DuckDB";

    /// Texts that begin alike and end in digits; and texts that differ from their first sign on.
    private static final Map<String, String> TEXTS =
            Map.of(
                    "customer_ and 8 digits",
                    "'customer_' || lpad((hash(i) % 100000000)::VARCHAR, 8, '0')",
                    "16 hexadecimal digits",
                    "substr(md5(i::VARCHAR), 1, 16)");

    private final Session session;
    private final Commands commands;
    private final Page page = new Page("Sorting");
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final List<List<String>> times = new ArrayList<>();
    private final List<List<String>> checks = new ArrayList<>();
    private boolean agreed = true;

    private Sorting(Session session) throws Exception {
        this.session = session;
        this.commands = new Commands(session);
    }

    /// Measures and writes the page; exits with 1 when the answers differ.
    public static void main(String[] args) throws Exception {
        Sorting sorting = new Sorting(Session.ofProperties());
        for (int rows : sorting.session.sizesOr(List.of(ROWS))) {
            for (String texts : TEXTS.keySet().stream().sorted().toList()) {
                sorting.compare(rows, texts);
            }
        }
        sorting.write();
        System.exit(sorting.agreed ? 0 : 1);
    }

    private Path file(String name) {
        return session.work().resolve("sort-%s.parquet".formatted(name));
    }

    private void compare(int rows, String texts) throws Exception {
        Path table = file("input");
        try (DuckDb db = DuckDb.open(cores)) {
            db.execute(
                    "COPY (SELECT %s AS name, (hash(i + 1) %% 1000000) / 100 AS price FROM range(%d) t(i)) TO '%s' (FORMAT parquet)"
                            .formatted(TEXTS.get(texts), rows, table));
        }
        Map<String, WholeProcess> sides = new LinkedHashMap<>();
        sides.put(OURS, new WholeProcess(ours(table)));
        sides.put(DUCK_DB, new WholeProcess(duckDb(table)));
        for (int run = 0; run < RUNS; run++) {
            for (Map.Entry<String, WholeProcess> side : sides.entrySet()) {
                System.err.printf("sort: %,d rows, %s, %s%n", rows, texts, side.getKey());
                side.getValue().run(session.work());
            }
        }
        sides.forEach((side, process) ->
                times.add(row("%,d, %s".formatted(rows, texts), side, process.measured())));
        Measured ours = Objects.requireNonNull(sides.get(OURS)).measured();
        Measured theirs = Objects.requireNonNull(sides.get(DUCK_DB)).measured();
        String what = "%,d rows, %s: ".formatted(rows, texts);
        page.target(
                what + "times the time of DuckDB",
                ours.wall() / theirs.wall(),
                ours.cpu() / theirs.cpu(),
                WANTED,
                false,
                "%.2f");
        page.target(
                what + "peak in gigabytes", ours.peak() / GIGABYTE, Double.NaN, 1, false, "%.2f");
        check(what);
    }

    private List<String> ours(Path table) {
        List<String> command = new ArrayList<>(commands.java());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-Xms%dm".formatted(HEAP_MEGABYTES),
                        "-Xmx%dm".formatted(HEAP_MEGABYTES),
                        "-Xmn64m",
                        "-XX:SurvivorRatio=2",
                        SortFile.class.getName(),
                        table.toString(),
                        file(OURS).toString(),
                        "name",
                        Integer.toString(cores),
                        Integer.toString(SORT_MEGABYTES)));
        return command;
    }

    private List<String> duckDb(Path table) {
        String sql =
                "COPY (SELECT * FROM read_parquet('%s') ORDER BY name) TO '%s' (FORMAT parquet, COMPRESSION snappy)"
                        .formatted(table, file(DUCK_DB));
        return commands.duckDb(sql, cores, "1GB", session.work().resolve("sort-temporary"));
    }

    private static List<String> row(String rows, String side, Measured m) {
        return List.of(
                rows,
                side,
                Page.text("%.1f", m.wall()),
                Page.text("%.1f", m.fastest()),
                Page.text("%.1f", m.cpu()),
                Page.text("%.0f", m.peak() / (1 << 20)),
                Integer.toString(m.runs()));
    }

    /// Both have the same texts in the same places, and the same rows.
    private void check(String what) throws Exception {
        try (DuckDb db = DuckDb.open(cores)) {
            String apart =
                    db.text(
                            "SELECT count(*) FROM read_parquet('%s') a POSITIONAL JOIN read_parquet('%s') b WHERE a.name IS DISTINCT FROM b.name"
                                    .formatted(file(OURS), file(DUCK_DB)));
            String sums = "SELECT count(*) || ' ' || sum(hash(name, price)::HUGEINT) FROM '%s'";
            boolean same =
                    apart.equals("0")
                            && db.text(sums.formatted(file(OURS)))
                                    .equals(db.text(sums.formatted(file(DUCK_DB))));
            agreed &= same;
            checks.add(List.of(what, same ? "the same" : "**different**"));
        }
        for (String name : List.of("input", OURS, DUCK_DB)) {
            Files.deleteIfExists(file(name));
        }
    }

    private void write() throws Exception {
        page.section("Times")
                .say(
                        """
                        Whole processes in turn, %d threads, the input in the page cache, temporary files on the disk of the outputs. \
                        Ours has a heap of %d MB, of which it sorts in %d; DuckDB has `memory_limit = '1GB'`. Peaks are those of the process, in MB.\
                        """
                                .formatted(cores, HEAP_MEGABYTES, SORT_MEGABYTES))
                .table(
                        List.of(
                                "rows",
                                "side",
                                "median s",
                                "fastest s",
                                "CPU s",
                                "peak MB",
                                "runs"),
                        times)
                .section("Answers")
                .say("The texts row by row, and a sum of hashes over all rows.")
                .table(List.of("rows", "result"), checks);
        try (DuckDb db = DuckDb.open(1)) {
            page.write("sort", session, db.text("SELECT version()"));
        }
    }
}
