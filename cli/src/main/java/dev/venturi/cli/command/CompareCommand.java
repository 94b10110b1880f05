package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.ProgressLine;
import dev.venturi.compare.CompareProgress;
import dev.venturi.compare.ComparisonResult;
import dev.venturi.compare.TableComparison;
import dev.venturi.compare.Verdict;
import dev.venturi.csv.InputFiles;
import dev.venturi.feature.ContractDocument;
import dev.venturi.input.TableFiles;
import dev.venturi.table.FileTable;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Compares two tables by key: equal bit for bit, within bounds, or different, and why.
@Command(
        name = "compare",
        description = "Compare two tables by key, column by column, bit for bit.",
        customSynopsis = "venturi compare FIRST SECOND --by COLUMN,... [OPTIONS]",
        footer = {
            "",
            "EQUAL: the same bits in every row. WITHIN: the differences are within --rtol and"
                    + " --atol.",
            "Exit code 0 when nothing is DIFFERENT, else 1.",
            "",
            "Examples:",
            "  venturi compare before.csv after.csv --by patient_id",
            "  venturi compare features.csv features.parquet",
            "  venturi compare before.csv after.csv --by id --rtol 1e-9 --atol x_trend=1e-12"
        })
final class CompareCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;

    private final Console console;
    private volatile CompareProgress progress = new CompareProgress("", 0);

    @Parameters(
            index = "0",
            paramLabel = "FIRST",
            description = "The table that is taken as right.")
    String first = "";

    @Parameters(index = "1", paramLabel = "SECOND", description = "The table held against it.")
    String second = "";

    @Option(
            names = "--by",
            paramLabel = "COLUMN,...",
            description =
                    "Columns that tell which rows belong together; default: the keys of the contract"
                            + " of a table.")
    List<String> by = new ArrayList<>();

    @Option(
            names = "--select",
            paramLabel = "COLUMN,...",
            description = "Columns to compare; default: all.")
    List<String> select = new ArrayList<>();

    @Option(
            names = "--rtol",
            paramLabel = "NUMBER",
            description =
                    "How far numbers may be apart, relative to those of SECOND; for one column"
                            + " --rtol COLUMN=NUMBER. Default: 0.")
    List<String> relative = new ArrayList<>();

    @Option(
            names = "--atol",
            paramLabel = "NUMBER",
            description = "The same in the unit of the column; both bounds add up. Default: 0.")
    List<String> absolute = new ArrayList<>();

    @Option(
            names = "--keep-null-key",
            description = "A missing key is a key like any other instead of an error.")
    boolean keepNullKey;

    @Mixin InputOptions reading = new InputOptions();
    @Mixin ManifestOptions manifests = new ManifestOptions();
    @Mixin GeneralOptions general = new GeneralOptions();

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        general.applyTo(console);
        Tolerances tolerances = Tolerances.of(relative, absolute);
        try (JsonReport json = general.openJson(console);
                InputFiles firstFiles = manifests.expand(List.of(first));
                InputFiles secondFiles = manifests.expand(List.of(second))) {
            long started = System.nanoTime();
            FileTable firstTable = TableFiles.open(firstFiles, reading.csv());
            FileTable secondTable = TableFiles.open(secondFiles, reading.csv());
            List<String> keys = keys(firstTable, secondTable);
            ComparisonResult result =
                    run(
                            tolerances.applyTo(
                                    TableComparison.of(firstTable, secondTable)
                                            .by(keys)
                                            .select(Names.of(select, "--select"))
                                            .keepNullKeys(keepNullKey)));
            double seconds = (System.nanoTime() - started) / 1e9;
            CompareReport report = new CompareReport(result, seconds);
            if (!json.isOnStandardOutput()) {
                console.print(report.text(console.terminal().width()));
                console.out().flush();
            }
            result.notes().forEach(console::warn);
            json.write(report::json);
            return result.verdict() == Verdict.DIFFERENT ? DIFFERENT : 0;
        }
    }

    private ComparisonResult run(TableComparison comparison) {
        try (ProgressLine _ =
                ProgressLine.start(
                        console, () -> ProgressLine.State.of(progress.step(), progress.share()))) {
            return comparison.compare(made -> progress = made);
        }
    }

    private List<String> keys(FileTable firstTable, FileTable secondTable) {
        if (!by.isEmpty()) {
            return Names.of(by, "--by");
        }
        return contract(firstTable)
                .or(() -> contract(secondTable))
                .map(ContractDocument::rowKeys)
                .filter(names -> !names.isEmpty())
                .orElseThrow(() ->
                        new UsageException(
                                "--by is missing: name the columns that tell which rows"
                                        + " belong together, for example --by patient_id"));
    }

    /// The contract of a table; one that cannot be read names no keys.
    private static Optional<ContractDocument> contract(FileTable table) {
        try {
            return ContractDocument.of(table);
        } catch (MalformedDataException _) {
            return Optional.empty();
        }
    }
}
