package dev.venturi.benchmarks.files;

import dev.venturi.benchmarks.duckdb.DuckDb;
import dev.venturi.benchmarks.report.Page;
import dev.venturi.benchmarks.report.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Holds the predicted peak of memory against the measured one, over six shapes of table whose
/// sizes and contents a seed decides: one that was not used to fit the model.
///
/// Each is computed to CSV and to Parquet. Exits with 1 when a prediction is too low, or more than
/// 1.3 times too high.
public final class PredictedPeaks {
    private static final double MOST = 1.3;

    private final Session session;
    private final Commands commands;
    private final Random random;
    private final Page page = new Page("Predicted and measured memory");
    private final List<List<String>> rows = new ArrayList<>();
    private boolean kept = true;

    private PredictedPeaks(Session session, long seed) throws Exception {
        this.session = session;
        this.commands = new Commands(session);
        this.random = new Random(seed);
    }

    /// A table by its rows, as an SQL query over `range(rows)`.
    ///
    /// @param rowsOf the rows of an entity
    private record Shape(String name, int rows, int rowsOf, int columns, int groupRows) {
        String query(long salt, boolean shuffled) {
            String values =
                    IntStream.range(0, columns)
                            .mapToObj(c -> value(c, salt))
                            .collect(Collectors.joining(", "));
            return "SELECT (i // %d)::INT AS id, (i %% %d)::INT AS day, %s FROM range(%d) r(i)%s"
                    .formatted(
                            rowsOf,
                            rowsOf,
                            values,
                            rows,
                            shuffled ? " ORDER BY hash(i * 19 + %d)".formatted(salt) : "");
        }

        /// Some columns have few different values, some have only different ones.
        private static String value(int column, long salt) {
            int different = column % 3 == 0 ? 700 : column % 3 == 1 ? 9_973 : 1_000_003;
            return "(hash(i * 37 + %d) %% %d)::DOUBLE / 97 AS c%d"
                    .formatted(salt + column, different, column);
        }
    }

    /// Makes the tables, runs, writes the page.
    ///
    /// @param args a seed; without one, the time
    public static void main(String[] args) throws Exception {
        long seed = args.length > 0 ? Long.parseLong(args[0]) : System.currentTimeMillis() / 1000;
        System.out.println("seed " + seed);
        PredictedPeaks peaks = new PredictedPeaks(Session.ofProperties(), seed);
        peaks.run(seed);
        System.exit(peaks.kept ? 0 : 1);
    }

    private int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    private void run(long seed) throws Exception {
        int usual = 122_880;
        measure(new Shape("narrow", between(4, 7) * 1_000_000, between(30, 400), 2, usual), false);
        measure(
                new Shape(
                        "wide", between(4, 8) * 100_000, between(40, 200), between(28, 60), usual),
                false);
        measure(new Shape("long", 7_000_000, between(900, 1_400) * 1_000, 2, usual), false);
        measure(new Shape("tiny entities", 5_000_000, between(2, 4), 1, usual), false);
        measure(new Shape("shuffled", 4_000_000, between(40, 400), between(3, 6), usual), true);
        measure(
                new Shape("one row group", 3_000_000, between(100, 500), between(3, 6), 8_000_000),
                false);
        try (DuckDb db = DuckDb.open(1)) {
            page.section("Peaks")
                    .say(
                            "`features TABLE --by id --order-by day --preset case-v1 -o OUT`, tables"
                                    + " by DuckDB from seed %d; MB of resident memory."
                                            .formatted(seed))
                    .table(
                            List.of(
                                    "shape",
                                    "rows",
                                    "columns",
                                    "rows of an entity",
                                    "output",
                                    "predicted",
                                    "measured",
                                    "ratio"),
                            rows);
            page.write("peaks", session, db.text("SELECT version()"));
        }
    }

    private void measure(Shape shape, boolean shuffled) throws Exception {
        Path table = session.work().resolve("shape.parquet");
        try (DuckDb db = DuckDb.open(2)) {
            db.execute(
                    "COPY (%s) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE %d)"
                            .formatted(
                                    shape.query(random.nextInt(1 << 20), shuffled),
                                    table,
                                    shape.groupRows()));
        }
        for (String format : List.of("csv", "parquet")) {
            Path out = session.work().resolve("features-shape." + format);
            Path summary = session.work().resolve("summary.json");
            List<String> command = new ArrayList<>(commands.features(table, out));
            command.add("--json=" + summary);
            new WholeProcess(command).run(session.work());
            double predicted = number(summary, "predictedPeakBytes") / 1e6;
            double measured = number(summary, "peakBytes") / 1e6;
            double ratio = predicted / measured;
            boolean within = ratio >= 1 && ratio <= MOST;
            kept &= within;
            rows.add(
                    List.of(
                            shape.name(),
                            "%,d".formatted(shape.rows()),
                            Integer.toString(shape.columns()),
                            "%,d".formatted(shape.rowsOf()),
                            format,
                            "%.0f".formatted(predicted),
                            "%.0f".formatted(measured),
                            (within ? "%.2f" : "**%.2f**").formatted(ratio)));
            System.out.println(rows.getLast());
            Files.delete(out);
        }
        Files.delete(table);
    }

    private static double number(Path json, String name) throws IOException {
        String text = Files.readString(json);
        Matcher found = Pattern.compile("\"%s\"\\s*:\\s*(\\d+)".formatted(name)).matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no %s in %s".formatted(name, text));
        }
        return Double.parseDouble(found.group(1));
    }
}
