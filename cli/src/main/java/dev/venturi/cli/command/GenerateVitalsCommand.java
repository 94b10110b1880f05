package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.ProgressLine;
import dev.venturi.cli.report.Quantity;
import dev.venturi.generate.GenerateProgress;
import dev.venturi.generate.PatientVitals;
import dev.venturi.json.JsonValue;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.BatchSink;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes the vitals table of the case study, at any size.
@Command(
        name = "vitals",
        description = "Daily readings of made-up patients: the table of the vitals case study.",
        customSynopsis = "venturi generate vitals --patients N --days N -o PATH [OPTIONS]",
        footer = {
            "",
            "The same options give the same bytes, on every machine and with any number of workers.",
            "",
            "Examples:",
            "  venturi generate vitals --patients 20000 --days 365 --seed 42 -o vitals.csv",
            "  venturi generate vitals --patients 20000 -o vitals.parquet --codec snappy",
            "  venturi generate vitals --patients 100 --days 30 --irregular -o - | head"
        })
final class GenerateVitalsCommand implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec;

    private volatile GenerateProgress progress = new GenerateProgress(0, 0);

    @Option(names = "--patients", paramLabel = "N", description = "Patients; default: 1000.")
    int patients = 1000;

    @Option(names = "--days", paramLabel = "N", description = "Days of each; default: 365.")
    int days = 365;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The table follows from it; default: 42.")
    long seed = 42;

    @Option(
            names = "--irregular",
            description = "Patients of unequal lengths, with skipped days and unequal gaps.")
    boolean irregular;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            completionCandidates = Candidates.Layouts.class,
            description = "clustered (default): patient by patient; shuffled: the same rows mixed.")
    String layout = "clustered";

    @Mixin OutputOptions writing = new OutputOptions();
    @Mixin RunningOptions running = new RunningOptions();
    @Mixin GeneralOptions general = new GeneralOptions();

    GenerateVitalsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        general.applyTo(console);
        if (writing.output == null) {
            throw new UsageException(
                    "-o is missing; name the file to write, or - for standard output");
        }
        general.refuseJsonBeside(writing.output);
        PatientVitals vitals =
                new PatientVitals(
                        patients,
                        days,
                        seed,
                        irregular,
                        PatientVitals.Layout.named(layout.toLowerCase(Locale.ROOT)),
                        running.workers());
        OutputTarget target = OutputTarget.of(console, writing.output, writing, general.overwrite);
        try (JsonReport json = general.openJson(console);
                AtomicOutput output = target.open()) {
            if (!target.isDirect() && !target.gzip() && target.format().isText()) {
                vitals.checkDiskSpace(target.path());
            }
            long started = System.nanoTime();
            long rows = write(vitals, target, output);
            double seconds = (System.nanoTime() - started) / 1e9;
            String size = target.isDirect() ? "" : ", " + Quantity.bytes(Files.size(target.path()));
            console.note(
                    "written  %s: %s of %s%s, in %s"
                            .formatted(
                                    target.isStandardOutput() ? "standard output" : target.name(),
                                    Quantity.count(rows, "row", "rows"),
                                    Quantity.count(patients, "patient", "patients"),
                                    size,
                                    Quantity.seconds(seconds)));
            json.write(() -> report(vitals, target, rows, seconds));
        }
        return 0;
    }

    /// Writes and commits.
    ///
    /// @return the rows
    private long write(PatientVitals vitals, OutputTarget target, AtomicOutput output)
            throws IOException {
        try (ProgressLine _ =
                ProgressLine.start(
                        console, () -> new ProgressLine.State(progress.share(), progress.rows()))) {
            if (target.format() != TableFormat.CSV) {
                List<String> sortedBy =
                        vitals.layout() == PatientVitals.Layout.CLUSTERED
                                ? List.of("patient_id", "day")
                                : List.of();
                try (BatchSink table =
                        target.openData(
                                output, vitals.schema(), sortedBy, spec.root().version()[0])) {
                    long rows = vitals.writeTo(table, made -> progress = made).rows();
                    table.commit();
                    return rows;
                }
            }
            if (!target.gzip()) {
                long rows = vitals.writeCsv(output.stream(), made -> progress = made).rows();
                output.commit();
                return rows;
            }
            GZIPOutputStream compressed = new GZIPOutputStream(output.stream(), 1 << 16);
            long rows = vitals.writeCsv(compressed, made -> progress = made).rows();
            compressed.finish();
            output.commit();
            return rows;
        }
    }

    private static JsonValue report(
            PatientVitals vitals, OutputTarget target, long rows, double seconds) {
        return JsonValue.object()
                .with("rows", rows)
                .with("entities", vitals.patients())
                .with("seconds", JsonValue.of(seconds))
                .with("workers", vitals.workers())
                .with("output", target.name())
                .with("patients", vitals.patients())
                .with("days", vitals.days())
                .with("seed", vitals.seed())
                .with("irregular", JsonValue.of(vitals.irregular()))
                .with("layout", vitals.layout().name().toLowerCase(Locale.ROOT))
                .build();
    }
}
