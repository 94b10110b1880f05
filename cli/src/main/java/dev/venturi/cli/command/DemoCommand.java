package dev.venturi.cli.command;

import dev.venturi.cli.demo.NaiveTable;
import dev.venturi.cli.ladder.BitCheck;
import dev.venturi.cli.ladder.Demo;
import dev.venturi.cli.ladder.DemoDirectory;
import dev.venturi.cli.ladder.Ladder;
import dev.venturi.cli.report.Console;
import dev.venturi.generate.PatientVitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows on this machine what Venturi does: a table, its features, the proof, the ladder.
@Command(
        name = "demo",
        description =
                "Make a table, compute its features, check every bit, and show what it is worth.",
        customSynopsis = "venturi demo [--patients N] [--days N] [--keep DIR] [OPTIONS]",
        footer = {
            "",
            "Exit code 1 when a single bit differs from the naive reference.",
            "",
            "Examples:",
            "  venturi demo",
            "  venturi demo --patients 500 --keep /tmp/demo"
        })
final class DemoCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;

    private final Console console;

    @Option(names = "--patients", paramLabel = "N", description = "Patients; default: 2000.")
    int patients = 2000;

    @Option(names = "--days", paramLabel = "N", description = "Days of each; default: 365.")
    int days = 365;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "Where its files stay; default: venturi-demo. Files that no demo made are never"
                            + " touched.")
    String keep = "venturi-demo";

    @Mixin GeneralOptions general = new GeneralOptions();

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        general.applyTo(console);
        PatientVitals vitals =
                PatientVitals.of(patients, days)
                        .workers(Runtime.getRuntime().availableProcessors());
        try (JsonReport json = general.openJson(console)) {
            DemoDirectory directory = DemoDirectory.prepare(Path.of(keep));
            Demo demo = new Demo(directory, vitals);
            DemoReport report = new DemoReport(console, demo, json.isOnStandardOutput());
            report.begin();

            long started = System.nanoTime();
            long rows = demo.makeTable();
            report.table(rows, Files.size(directory.vitals()), since(started));

            Demo.Run run = demo.runCommand("auto", directory.features());
            report.features(run);

            NaiveTable table = demo.readTable();
            long referenceStarted = System.nanoTime();
            List<double[]> reference = demo.reference(table);
            double groupedSeconds = since(referenceStarted);
            BitCheck check = demo.check(table, reference);
            String obstacle = Demo.vectorObstacle();
            double vectorSeconds = Double.NaN;
            double scalarSeconds = run.seconds();
            boolean sameFile = true;
            if (obstacle.isEmpty()) {
                Demo.OtherKernels vector = demo.runOther("vector");
                Demo.OtherKernels scalar = demo.runOther("scalar");
                vectorSeconds = vector.seconds();
                scalarSeconds = scalar.seconds();
                sameFile = vector.same() && scalar.same();
            }
            report.check(check, sameFile, obstacle);

            Ladder ladder = demo.climb(table, groupedSeconds);
            report.ladder(ladder);
            report.crossover(ladder, scalarSeconds, vectorSeconds, run.workers());
            report.extrapolation(demo.warmRowsPerSecond(rows));
            report.disagreement(demo.disagreement(table));
            report.files();
            json.write(report::json);
            return check.differing() == 0 && sameFile ? 0 : DIFFERENT;
        }
    }

    private static double since(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
