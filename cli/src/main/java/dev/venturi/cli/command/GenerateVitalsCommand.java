package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.ProgressLine;
import dev.venturi.cli.report.Quantity;
import dev.venturi.generate.GenerateProgress;
import dev.venturi.generate.PatientVitals;
import dev.venturi.generate.PatientVitals.Layout;
import dev.venturi.generate.VitalsPart;
import dev.venturi.generate.VitalsParts;
import dev.venturi.json.JsonValue;
import dev.venturi.table.AtomicDirectory;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.BatchSink;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
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
            "  venturi generate vitals --patients 100 --days 30 --irregular -o - | head",
            "  venturi generate vitals --patients 20000 --layout daily -o vitals/"
        })
final class GenerateVitalsCommand implements Callable<Integer> {
    /// Names of what a directory holds that may be replaced: files of this command and what other
    /// commands write beside them.
    private static final Pattern WRITTEN_BEFORE =
            Pattern.compile(
                    "(part|day)-\\d+\\.(csv|tsv|parquet|arrow)(\\.gz)?|venturi-manifest\\.json");

    /// Bytes of a row in Parquet: 6.7 clustered, 9.9 shuffled with zstd.
    private static final long PARQUET_ROW = 7;

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
            description =
                    "clustered (default): patient by patient; daily: day by day, a file for each;"
                            + " shuffled: the same rows mixed.")
    String layout = "clustered";

    @Option(
            names = "--files",
            paramLabel = "N",
            description =
                    "Write a directory of N files; default: one file, with --layout daily one for"
                            + " each day.")
    @Nullable Integer files;

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
                        Layout.named(layout.toLowerCase(Locale.ROOT)),
                        running.workers());
        if (isDirectory(writing.output, vitals.layout())) {
            return writeDirectory(vitals, Path.of(writing.output));
        }
        OutputTarget target = OutputTarget.of(console, writing.output, writing, general.overwrite);
        try (JsonReport json = general.openJson(console);
                AtomicOutput output = target.open()) {
            if (!target.isDirect()) {
                PatientVitals.checkDiskSpace(target.path(), bytesOf(vitals, target));
            }
            long started = System.nanoTime();
            long rows;
            try (ProgressLine _ = progressLine()) {
                rows = write(vitals.whole(), target, output, made -> progress = made);
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            String size = target.isDirect() ? "" : ", " + Quantity.bytes(Files.size(target.path()));
            String name = target.isStandardOutput() ? "standard output" : target.name();
            tell(name + ": ", rows, size, seconds);
            json.write(() -> report(vitals, target.name(), 1, rows, seconds));
        }
        return 0;
    }

    /// Whether the output is a directory of files: where the user says so by `/` at the end or by
    /// the number of files, where it is one already, and by day unless it is named as a file.
    private boolean isDirectory(String output, Layout order) {
        if (output.equals("-")) {
            if (files != null && files > 1) {
                throw new UsageException(
                        "--files %d: standard output is one; name a directory with -o"
                                .formatted(files));
            }
            return false;
        }
        if (output.endsWith("/") || Files.isDirectory(Path.of(output))) {
            return true;
        }
        if (files != null) {
            return files != 1;
        }
        return order == Layout.DAILY
                && !String.valueOf(Path.of(output).getFileName()).contains(".");
    }

    private int writeDirectory(PatientVitals vitals, Path path) throws IOException {
        int parts = files != null ? files : vitals.layout() == Layout.DAILY ? days : 1;
        vitals.parts(parts); // complains of too many before anything is made
        OutputTarget target = OutputTarget.of(console, path.toString(), writing, general.overwrite);
        try (JsonReport json = general.openJson(console);
                AtomicDirectory directory =
                        AtomicDirectory.to(
                                path,
                                general.overwrite ? WRITTEN_BEFORE.asMatchPredicate() : null)) {
            PatientVitals.checkDiskSpace(path, bytesOf(vitals, target));
            long started = System.nanoTime();
            long rows;
            try (ProgressLine _ = progressLine()) {
                rows =
                        VitalsParts.write(
                                        vitals,
                                        parts,
                                        (part, made) -> {
                                            String name = part.name() + target.extension();
                                            try (AtomicOutput output = directory.open(name)) {
                                                write(part, target, output, made);
                                            }
                                        },
                                        made -> progress = made)
                                .rows();
            }
            long bytes = directory.bytes();
            directory.commit();
            double seconds = (System.nanoTime() - started) / 1e9;
            tell(
                    "%s: %s, ".formatted(path, Quantity.count(parts, "file", "files")),
                    rows,
                    ", " + Quantity.bytes(bytes),
                    seconds);
            json.write(() -> report(vitals, path.toString(), parts, rows, seconds));
        }
        return 0;
    }

    /// Bytes it will take; of compressed text and Parquet what has been measured of such tables.
    private static long bytesOf(PatientVitals vitals, OutputTarget target) {
        return switch (target.format()) {
            case CSV, TSV -> target.gzip() ? vitals.estimatedBytes() / 3 : vitals.estimatedBytes();
            case PARQUET -> PARQUET_ROW * vitals.estimatedRows();
            case ARROW ->
                    (long) Long.BYTES * vitals.schema().fields().size() * vitals.estimatedRows();
        };
    }

    private ProgressLine progressLine() {
        return ProgressLine.start(
                console, () -> new ProgressLine.State(progress.share(), progress.rows()));
    }

    private void tell(String where, long rows, String size, double seconds) {
        console.note(
                "written  %s%s of %s%s, in %s"
                        .formatted(
                                where,
                                Quantity.count(rows, "row", "rows"),
                                Quantity.count(patients, "patient", "patients"),
                                size,
                                Quantity.seconds(seconds)));
    }

    /// Writes and commits a file.
    ///
    /// @return the rows
    private long write(
            VitalsPart part,
            OutputTarget target,
            AtomicOutput output,
            Consumer<GenerateProgress> progress)
            throws IOException {
        if (target.format() != TableFormat.CSV) {
            List<String> sortedBy =
                    switch (part.table().layout()) {
                        case CLUSTERED -> List.of("patient_id", "day");
                        case DAILY -> List.of("day", "patient_id");
                        case SHUFFLED -> List.of();
                    };
            String createdBy = spec.root().version()[0];
            try (BatchSink table =
                    target.openData(output, part.table().schema(), sortedBy, createdBy)) {
                long rows = part.writeTo(table, progress).rows();
                table.commit();
                return rows;
            }
        }
        if (!target.gzip()) {
            long rows = part.writeCsv(output.stream(), progress).rows();
            output.commit();
            return rows;
        }
        GZIPOutputStream compressed = new GZIPOutputStream(output.stream(), 1 << 16);
        long rows = part.writeCsv(compressed, progress).rows();
        compressed.finish();
        output.commit();
        return rows;
    }

    private static JsonValue report(
            PatientVitals vitals, String output, int files, long rows, double seconds) {
        return JsonValue.object()
                .with("rows", rows)
                .with("entities", vitals.patients())
                .with("seconds", JsonValue.of(seconds))
                .with("workers", vitals.workers())
                .with("output", output)
                .with("files", files)
                .with("patients", vitals.patients())
                .with("days", vitals.days())
                .with("seed", vitals.seed())
                .with("irregular", JsonValue.of(vitals.irregular()))
                .with("layout", vitals.layout().name().toLowerCase(Locale.ROOT))
                .build();
    }
}
