package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.ProgressLine;
import dev.venturi.convert.ConversionException;
import dev.venturi.convert.ConversionResult;
import dev.venturi.convert.ConvertProgress;
import dev.venturi.convert.TableConversion;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.BatchSink;
import dev.venturi.table.FileTable;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Copies a table into another format and makes sure that nothing was lost.
@Command(
        name = "convert",
        description = "Convert between CSV, Parquet and Arrow, verified by reading back.",
        customSynopsis = "venturi convert INPUT... OUTPUT [OPTIONS]",
        footer = {
            "",
            "Every cell of the output is read back and held against the input, bit for bit, before"
                    + " the file bears its name. Exit code 1 when one differs.",
            "",
            "Examples:",
            "  venturi convert readings.csv readings.parquet",
            "  venturi convert 'logs/*.csv.gz' logs.parquet --codec snappy --types host:text",
            "  venturi convert lake/ lake.arrow",
            "  venturi convert readings.parquet - | head"
        })
final class ConvertCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;

    private final Console console;

    @Spec private CommandSpec spec;

    private volatile ConvertProgress progress = new ConvertProgress("", 0, 0);

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description =
                    "Files, directories or patterns to read, of one format; behind them, unless -o"
                            + " names it, the file to write.")
    List<String> paths = new ArrayList<>();

    @Option(
            names = "--select",
            paramLabel = "COLUMN,...",
            description = "Columns to write, in the order of the input; default: all.")
    List<String> select = new ArrayList<>();

    @Option(
            names = "--no-verify",
            description = "Do not read the output back; saves up to half of the time.")
    boolean noVerify;

    @Mixin OutputOptions writing = new OutputOptions();
    @Mixin InputOptions reading = new InputOptions();
    @Mixin ManifestOptions manifests = new ManifestOptions();
    @Mixin GeneralOptions general = new GeneralOptions();

    ConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        general.applyTo(console);
        List<String> inputs = new ArrayList<>(paths);
        String output = writing.output == null ? inputs.removeLast() : writing.output;
        if (inputs.isEmpty()) {
            throw new UsageException(
                    "the output is missing; name what to read and what to write, for example:"
                            + " venturi convert %1$s %1$s.parquet".formatted(output));
        }
        general.refuseJsonBeside(output);
        OutputTarget target = OutputTarget.of(console, output, writing, general.overwrite);
        TableFormat.requireTold(output, writing.format);
        try (JsonReport json = general.openJson(console);
                InputFiles files = manifests.expand(inputs)) {
            target.refuseInput(files, "the table");
            target.open().close(); // whether it can be written, before anything is read
            long started = System.nanoTime();
            FileTable table = TableFiles.open(files, reading.csv());
            ConversionResult result = run(table, target);
            double seconds = (System.nanoTime() - started) / 1e9;
            long size = target.isDirect() ? -1 : Files.size(target.path());
            ConvertReport report = new ConvertReport(table, target, result, size, seconds);
            console.note(report.text(console.terminal().width()));
            report.warnings().forEach(console::warn);
            json.write(report::json);
            return 0;
        } catch (ConversionException different) {
            console.error("%s: not written; %s".formatted(target.name(), different.getMessage()));
            return DIFFERENT;
        }
    }

    private ConversionResult run(FileTable table, OutputTarget target) throws IOException {
        String createdBy = spec.root().version()[0];
        try (ProgressLine _ =
                ProgressLine.start(
                        console,
                        () ->
                                new ProgressLine.State(
                                        progress.step(), progress.share(), progress.rows()))) {
            return TableConversion.of(table)
                    .select(Names.of(select, "--select"))
                    .listener(made -> progress = made)
                    .into(new Output(target, createdBy), !noVerify && !target.isDirect());
        }
    }

    /// The file to write, for the engine.
    private record Output(OutputTarget target, String createdBy) implements TableConversion.Target {
        @Override
        public AtomicOutput open() {
            return target.open();
        }

        @Override
        public BatchSink writer(AtomicOutput output, Schema schema) throws IOException {
            return target.openData(output, schema, List.of(), createdBy);
        }

        @Override
        public @Nullable CsvOptions text() {
            return switch (target.format()) {
                case CSV -> CsvOptions.DEFAULTS.withDelimiter(",");
                case TSV -> CsvOptions.DEFAULTS.withDelimiter("\t");
                case PARQUET, ARROW -> null;
            };
        }
    }
}
