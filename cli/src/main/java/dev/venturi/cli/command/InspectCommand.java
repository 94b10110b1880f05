package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.ProgressLine;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.inspect.Inspection;
import dev.venturi.inspect.TableInspection;
import dev.venturi.table.FileTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what a table holds and how it is stored.
@Command(
        name = "inspect",
        description = "Show what a table holds: columns, types, bounds, order, storage.",
        customSynopsis = "venturi inspect INPUT... [--scan] [OPTIONS]",
        footer = {
            "",
            "Of Parquet the footers are read, which say what their writers believed;",
            "--scan reads all rows, verifies checksums, and finds out what is in order.",
            "CSV and Arrow are always read as a whole.",
            "",
            "Examples:",
            "  venturi inspect readings.csv",
            "  venturi inspect big.parquet",
            "  venturi inspect lake/ --scan --json"
        })
final class InspectCommand implements Callable<Integer> {
    private final Console console;
    private volatile TableInspection.Progress progress = new TableInspection.Progress(0, 0);

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description =
                    "Files, directories or patterns ('logs/*.csv.gz', quoted); - is standard"
                            + " input.")
    List<String> inputs = new ArrayList<>();

    @Option(names = "--scan", description = "Read all rows, of Parquet too.")
    boolean scan;

    @Mixin InputOptions reading = new InputOptions();
    @Mixin ManifestOptions manifests = new ManifestOptions();
    @Mixin GeneralOptions general = new GeneralOptions();

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        general.applyTo(console);
        try (JsonReport json = general.openJson(console);
                InputFiles files = manifests.expand(inputs)) {
            FileTable table = TableFiles.open(files, reading.csv());
            TableInspection inspection = TableInspection.of(table, files);
            Inspection found =
                    scan || !inspection.hasFooters() ? scanned(inspection) : inspection.footers();
            InspectReport report = new InspectReport(found, inputs, reading.arguments());
            if (!json.isOnStandardOutput()) {
                console.print(report.text(console.terminal().width()));
                console.out().flush();
            }
            found.warnings().forEach(console::warn);
            json.write(report::json);
        }
        return 0;
    }

    private Inspection scanned(TableInspection inspection) throws IOException {
        try (ProgressLine _ =
                ProgressLine.start(
                        console, () -> new ProgressLine.State(progress.share(), progress.rows()))) {
            return inspection.scan(now -> progress = now);
        }
    }
}
