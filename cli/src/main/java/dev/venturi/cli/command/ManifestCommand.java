package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.ProgressLine;
import dev.venturi.cli.report.Quantity;
import dev.venturi.csv.InputFile;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.Manifests;
import dev.venturi.integrity.FileChecksums;
import dev.venturi.integrity.Manifest;
import dev.venturi.json.JsonValue;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes checksums of files beside them.
@Command(
        name = "manifest",
        description = "Write checksums of files, to notice later what has changed in them.",
        customSynopsis = "venturi manifest DATA... [-o FILE] [OPTIONS]",
        footer = {
            "",
            "CSV carries no checksums, and most writers of Parquet leave them out. With a",
            "manifest a flipped bit is an error (exit code 3) instead of another result.",
            "",
            "Examples:",
            "  venturi manifest lake/",
            "  venturi features lake/ --by patient_id --verify-manifest -o features.csv",
            "  venturi manifest readings.csv -o readings.json"
        })
final class ManifestCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "DATA",
            arity = "1..*",
            description = "Files, directories or patterns ('logs/*.csv.gz', quoted).")
    List<String> inputs = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where the manifest goes; default: "
                            + Manifest.FILE_NAME
                            + " in the directory, beside a single file its name with "
                            + Manifest.SUFFIX
                            + ".")
    @Nullable String output;

    @Mixin RunningOptions running = new RunningOptions();
    @Mixin GeneralOptions general = new GeneralOptions();

    ManifestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        general.applyTo(console);
        general.refuseJsonBeside(output);
        int workers = running.workers();
        if (inputs.contains("-")) { // said before all of it is read
            throw new UsageException(
                    "manifest: standard input cannot be read again; name the file it comes from");
        }
        try (JsonReport json = general.openJson(console);
                InputFiles files = InputFiles.expand(inputs)) {
            Path place = output == null ? Manifests.placeFor(inputs) : Path.of(output);
            try (AtomicOutput out = open(place)) {
                long bytes = files.files().stream().mapToLong(InputFile::size).sum();
                long started = System.nanoTime();
                Manifest manifest = read(files, place, workers, bytes);
                out.stream().write(manifest.toJson().getBytes(StandardCharsets.UTF_8));
                out.commit();
                double seconds = (System.nanoTime() - started) / 1e9;
                console.note(
                        "written  %s: checksums of %s, %s, in %s"
                                .formatted(
                                        out.name(),
                                        Quantity.count(files.files().size(), "file", "files"),
                                        Quantity.bytes(bytes),
                                        Quantity.seconds(seconds)));
                json.write(() -> report(manifest, out.name(), bytes, seconds));
            }
        }
        return 0;
    }

    private AtomicOutput open(Path place) {
        return place.toString().equals("-")
                ? AtomicOutput.direct("standard output", console.out())
                : AtomicOutput.to(place, general.overwrite);
    }

    private Manifest read(InputFiles files, Path place, int workers, long bytes)
            throws InterruptedException {
        AtomicLong read = new AtomicLong();
        try (ProgressLine _ =
                ProgressLine.start(
                        console,
                        () ->
                                ProgressLine.State.of(
                                        "adding up", (double) read.get() / Math.max(1, bytes)))) {
            return Manifests.of(files, place, workers, read);
        }
    }

    private static JsonValue report(Manifest manifest, String output, long bytes, double seconds) {
        return JsonValue.object()
                .with("output", output)
                .with("files", manifest.files().size())
                .with(
                        "rowGroups",
                        manifest.files().stream()
                                .map(FileChecksums::rowGroups)
                                .mapToLong(List::size)
                                .sum())
                .with("bytes", bytes)
                .with("seconds", JsonValue.of(seconds))
                .build();
    }
}
