package dev.venturi.cli.command;

import dev.venturi.cli.ladder.BitCheck;
import dev.venturi.cli.ladder.Demo;
import dev.venturi.cli.ladder.Ladder;
import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.Quantity;
import dev.venturi.cli.report.TextTable;
import dev.venturi.cli.report.TextTable.Align;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Tells what the demo found, step by step, and keeps it for programs.
final class DemoReport {
    private static final long MANY_PATIENTS = 2_000_000;
    private static final int LABEL = 11;

    private final Console console;
    private final Demo demo;
    private final boolean silent;
    private final JsonValue.Members json = JsonValue.object();
    private long rows;
    private long bytes;

    /// @param silent whether only the JSON is wanted
    DemoReport(Console console, Demo demo, boolean silent) {
        this.console = console;
        this.demo = demo;
        this.silent = silent;
    }

    void begin() throws IOException {
        print(
                "venturi demo: %s of %s in %s (the next demo there replaces its files)\n\n"
                        .formatted(
                                Quantity.count(demo.vitals().patients(), "patient", "patients"),
                                Quantity.count(demo.vitals().days(), "day", "days"),
                                demo.directory().path()));
    }

    void table(long made, long size, double seconds) throws IOException {
        rows = made;
        bytes = size;
        json.with("rows", rows).with("entities", demo.vitals().patients()).with("bytes", bytes);
        line(
                "table",
                "%s, %s, made in %s"
                        .formatted(
                                Quantity.count(rows, "row", "rows"),
                                Quantity.bytes(bytes),
                                Quantity.seconds(seconds)));
    }

    void features(Demo.Run run) throws IOException {
        json.with("seconds", JsonValue.of(run.seconds()))
                .with("rowsPerSecond", JsonValue.of(rows / run.seconds()))
                .with("workers", run.workers())
                .with("kernels", run.kernels())
                .with(
                        "peakBytes",
                        Double.isNaN(run.peakBytes())
                                ? JsonValue.NULL
                                : JsonValue.of((long) run.peakBytes()));
        String memory =
                Double.isNaN(run.peakBytes())
                        ? ""
                        : ", peak memory " + Quantity.bytes((long) run.peakBytes());
        line(
                "features",
                "%s from the start of the process to its end, %s, %s%s"
                        .formatted(
                                Quantity.seconds(run.seconds()),
                                Quantity.rowsPerSecond(rows / run.seconds()),
                                Quantity.count(run.workers(), "worker", "workers"),
                                memory));
        line("", "kernels " + run.kernels());
    }

    void check(BitCheck check, boolean sameFile, String obstacle) throws IOException {
        json.with("numbersChecked", check.numbers())
                .with("numbersDiffering", check.differing())
                .with("kernelsAgree", JsonValue.of(sameFile));
        String first = check.first();
        line(
                "check",
                first == null
                        ? "all %s equal the naive reference, bit for bit"
                                .formatted(Quantity.count(check.numbers(), "number", "numbers"))
                        : "DIFFERENT: %s of %s; the first is %s"
                                .formatted(
                                        Quantity.count(check.differing()),
                                        Quantity.count(check.numbers(), "number", "numbers"),
                                        first));
        line(
                "",
                !obstacle.isEmpty()
                        ? "no vector kernels here: " + obstacle
                        : sameFile
                                ? "scalar and vector kernels wrote the same bytes"
                                : "DIFFERENT: scalar and vector kernels wrote other bytes");
    }

    void ladder(Ladder ladder) throws IOException {
        print(
                "\nThe eight features of case-v1 from the table in memory, on one thread, compiled:\n\n");
        TextTable table =
                new TextTable()
                        .column("step", Align.LEFT)
                        .column("seconds", Align.DECIMAL)
                        .column("rows/s", Align.RIGHT)
                        .column("speed-up", Align.RIGHT)
                        .column("what it does", Align.LEFT);
        double slowest = ladder.rungs().getFirst().allSeconds();
        List<JsonValue> rungs = new ArrayList<>();
        for (Ladder.Rung rung : ladder.rungs()) {
            String measured =
                    rung.patients() == demo.vitals().patients()
                            ? ""
                            : "; %s patients took %s, and looking grows with the square"
                                    .formatted(
                                            Quantity.count(rung.patients()),
                                            Quantity.seconds(rung.seconds()));
            table.row(
                    rung.name(),
                    Quantity.fixed(rung.allSeconds(), rung.allSeconds() < 1 ? 3 : 2),
                    Quantity.rowsPerSecond(rows / rung.allSeconds()).replace(" rows/s", ""),
                    factor(slowest / rung.allSeconds()),
                    rung.what() + measured);
            rungs.add(
                    JsonValue.object()
                            .with("step", rung.name())
                            .with("seconds", JsonValue.of(rung.allSeconds()))
                            .with("patientsMeasured", rung.patients())
                            .with("secondsMeasured", JsonValue.of(rung.seconds()))
                            .with("speedUp", JsonValue.of(slowest / rung.allSeconds()))
                            .build());
        }
        json.with("ladder", new JsonArray(rungs));
        print(table.render(console.terminal().width()) + "\n");
    }

    private static String factor(double factor) {
        return (factor < 9.95 ? Quantity.fixed(factor, 1) : Quantity.count(Math.round(factor)))
                + " x";
    }

    /// A cold vector run takes longer by what compiling costs and shorter by what the loops save:
    /// `vector - scalar = cost - rows * saving`, the saving known from the ladder.
    void crossover(Ladder ladder, double scalar, double vector, int workers) throws IOException {
        double saving = (ladder.seconds("scalar") - ladder.seconds("vector")) / rows / workers;
        if (Double.isNaN(vector)) {
            return;
        }
        double cost = vector - scalar + rows * saving;
        String derived =
                "in processes of their own %s took %s, %s took %s; a row takes %s ns %s"
                        .formatted(
                                "scalar",
                                Quantity.seconds(scalar),
                                "vector",
                                Quantity.seconds(vector),
                                Quantity.fixed(Math.abs(saving) * 1e9, 1),
                                saving > 0 ? "less" : "more");
        if (saving <= 0) {
            line("crossover", "vector loops were not faster here; " + derived);
        } else if (cost <= 0) {
            line("crossover", "vector pays at this size already; " + derived);
        } else {
            long from = Math.round(cost / saving);
            json.with("crossoverRows", from);
            line(
                    "crossover",
                    "below about %s rows a cold process is faster with scalar loops (derived: %s)"
                            .formatted(rounded(from), derived));
        }
    }

    void extrapolation(double warmRowsPerSecond) throws IOException {
        double allRows = (double) rows / demo.vitals().patients() * MANY_PATIENTS;
        double allBytes = (double) bytes / rows * allRows;
        double seconds = allRows / warmRowsPerSecond;
        json.with("warmRowsPerSecond", JsonValue.of(warmRowsPerSecond))
                .with("secondsFor2000000Patients", JsonValue.of(seconds));
        line(
                "scale",
                "2,000,000 patients (%s rows, %s of CSV) would take about %s, if time is linear in rows, at the %s of a compiled run from file to file with %s, and if the disk delivers %s/s"
                        .formatted(
                                Quantity.count(Math.round(allRows)),
                                Quantity.bytes(Math.round(allBytes)),
                                Quantity.seconds(seconds),
                                Quantity.rowsPerSecond(warmRowsPerSecond),
                                Quantity.count(
                                        Runtime.getRuntime().availableProcessors(),
                                        "core",
                                        "cores"),
                                Quantity.bytes(Math.round(allBytes / seconds))));
    }

    void disagreement(Demo.Disagreement found) throws IOException {
        line(
                "presets",
                "the case study's versions, said to be equal, give patient 0's %s a std of %s (v1, divides by n) or %s (v2, v3: n - 1), and a trend of %s (v1, v2: per value) or %s (v3: per day)"
                        .formatted(
                                found.column(),
                                Quantity.shortened(found.std()[0]),
                                Quantity.shortened(found.std()[1]),
                                Quantity.shortened(found.trend()[0]),
                                Quantity.shortened(found.trend()[2])));
    }

    void files() throws IOException {
        json.with("table", demo.directory().vitals().toString())
                .with("features", demo.directory().features().toString());
        line(
                "files",
                "%s, %s, %s.contract.json"
                        .formatted(
                                demo.directory().vitals(),
                                demo.directory().features(),
                                demo.directory().features()));
        line(
                "look",
                "venturi features %s --by patient_id --order-by day --preset case-v1"
                        .formatted(demo.directory().vitals()));
    }

    JsonValue json() {
        return json.build();
    }

    /// Three digits are more than such an estimate is worth.
    private static String rounded(long n) {
        double power = Math.pow(10, Math.max(0, (int) Math.log10((double) n) - 1));
        return Quantity.count((long) (Math.round(n / power) * power));
    }

    private void line(String label, String text) throws IOException {
        TextTable line = new TextTable().column("", Align.LEFT).column("", Align.LEFT);
        String padded = label + " ".repeat(Math.max(0, LABEL - 2 - label.length()));
        print(line.row(padded, text).render(console.terminal().width()));
    }

    private void print(String text) throws IOException {
        if (!silent) {
            console.print(text);
            console.out().flush();
        }
    }
}
