package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.DisplayText;
import dev.venturi.cli.report.EntityTable;
import dev.venturi.cli.report.FirstRows;
import dev.venturi.cli.report.ProgressLine;
import dev.venturi.cli.report.Quantity;
import dev.venturi.csv.InputFiles;
import dev.venturi.feature.ContractDocument;
import dev.venturi.feature.FeatureCatalog;
import dev.venturi.feature.FeatureEngine;
import dev.venturi.feature.FeatureList;
import dev.venturi.feature.FeaturePlan;
import dev.venturi.feature.FeatureSink;
import dev.venturi.feature.OutputMemory;
import dev.venturi.feature.RunOptions;
import dev.venturi.feature.RunProgress;
import dev.venturi.feature.RunSummary;
import dev.venturi.input.TableFiles;
import dev.venturi.kernel.KernelChoice;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import dev.venturi.table.TableSource;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Path;
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

/// Computes the features of every entity of a table: into a file, or to look at the first of them.
@Command(
        name = "features",
        description = "Compute features per entity from CSV, Parquet or Arrow files.",
        customSynopsis = "venturi features INPUT... [--by COLUMN,...] [-o PATH] [OPTIONS]",
        footer = {
            "",
            "Examples:",
            "  venturi features readings.csv --by patient_id",
            "  venturi features readings.csv --by patient_id --order-by day -o features.csv",
            "  venturi features lake/ --by patient_id --order-by day -o features.parquet",
            "  venturi features big.parquet --by id --memory 512m --temp-dir spill/ --explain",
            "  venturi features big.csv --by id -o out.csv --profile run.html",
            "  venturi features 'logs/*.csv.gz' --by host,device --order-by ts \\",
            "      --features 'mean,quantile(0.9),load:autocorrelation(lag=7)' -o out.csv",
            "  venturi features readings.csv --by patient_id --order-by day --where 'ward = icu' \\",
            "      --as-of 2026-09-01 --window 7d,30d -o features.csv",
            "  zcat readings.csv.gz | venturi features - --by patient_id -o - | head"
        })
final class FeaturesCommand implements Callable<Integer> {
    private static final long FEW = 10;

    private final Console console;

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description =
                    "Files, directories or patterns ('logs/*.csv.gz', quoted); - is standard"
                            + " input.")
    List<String> inputs = new ArrayList<>();

    @Mixin PlanOptions plan = new PlanOptions();
    @Mixin RowOptions rows = new RowOptions();
    @Mixin InputOptions reading = new InputOptions();
    @Mixin ManifestOptions manifests = new ManifestOptions();
    @Mixin OutputOptions writing = new OutputOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "Show, or with -o write, the first N entities only; default: 10 are shown, all"
                            + " written. All of the input is read.")
    @Nullable Long limit;

    @Option(
            names = "--explain",
            description =
                    "Say what the run would do and need (layout, workers, memory, disk, time), and"
                            + " do nothing.")
    boolean explain;

    @Mixin RunningOptions running = new RunningOptions();
    @Mixin MemoryOptions memory = new MemoryOptions();
    @Mixin KernelOptions kernels = new KernelOptions();
    @Mixin OwnProfileOptions profiling = new OwnProfileOptions();
    @Mixin GeneralOptions general = new GeneralOptions();

    FeaturesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        general.applyTo(console);
        general.refuseJsonBeside(writing.output);
        if (limit != null && limit < 1) {
            throw new UsageException("--limit: found %d, expected 1 or more".formatted(limit));
        }
        FeatureCatalog catalog = plan.catalog();
        FeaturePlan asked = plan.plan(rows.scope());
        FeatureList features =
                asked.features().isBlank()
                        ? FeatureList.defaultsOf(asked.preset())
                        : FeatureList.parse(asked.features(), asked.preset(), catalog);
        RunProgress progress = new RunProgress();
        memory.check();
        FeatureEngine engine =
                new FeatureEngine(
                        catalog,
                        RunOptions.defaults()
                                .withWorkers(running.workers())
                                .withKernels(KernelChoice.of(kernels.kernels))
                                .withSpill(memory.place(console, written()))
                                .withProgress(progress));
        Job job = new Job(asked, features, engine, progress);
        try (JsonReport json = general.openJson(console);
                OwnProfileOptions.Running profiled = profiling.start(console, general.overwrite)) {
            if (explain) {
                explain(job, json);
            } else if (writing.output == null) {
                show(job, json);
            } else {
                write(job, writing.output, json);
            }
            profiled.explain(console);
        }
        return 0;
    }

    private OutputTarget target(String output) {
        return OutputTarget.of(console, output, writing, general.overwrite);
    }

    private @Nullable Path written() {
        return writing.output == null || writing.output.equals("-")
                ? null
                : Path.of(writing.output);
    }

    private void explain(Job job, JsonReport json) throws IOException {
        try (InputFiles files = manifests.expand(inputs)) {
            TableSource table = TableFiles.open(files, reading.csv());
            ForecastReport report =
                    new ForecastReport(
                            job.engine.forecast(
                                    job.plan,
                                    table,
                                    writing.output == null
                                            ? OutputMemory.NONE
                                            : target(writing.output).memory()));
            if (!json.isOnStandardOutput()) {
                console.print(report.text(console.terminal().width()) + '\n');
            }
            table.warnings().forEach(console::warn);
            json.write(report::json);
        }
    }

    /// What is to be done, once the command line is understood.
    private record Job(
            FeaturePlan plan, FeatureList features, FeatureEngine engine, RunProgress progress) {}

    private void show(Job job, JsonReport json) throws IOException, InterruptedException {
        try (InputFiles files = manifests.expand(inputs)) {
            TableSource table = TableFiles.open(files, reading.csv());
            List<FirstRows> attempts = new ArrayList<>();
            RunSummary summary =
                    run(
                            job,
                            table,
                            schema -> {
                                attempts.add(new FirstRows(schema, limit == null ? FEW : limit));
                                return attempts.getLast();
                            });
            FirstRows first = attempts.getLast();
            RunReport report = report(job, table, summary);
            int keys = job.plan.by().size() + (job.plan.rows().every().isEmpty() ? 0 : 1);
            if (!json.isOnStandardOutput()) {
                EntityTable.Shown shown =
                        new EntityTable(first, keys, summary.valueFields())
                                .render(console.terminal().width(), limit != null);
                console.print(shown.text());
                console.print('\n' + closingLine(summary, first.schema(), keys, shown.entities()));
                console.out().flush();
                String notNumbers = report.notNumbers();
                if (!notNumbers.isEmpty()) {
                    console.note(DisplayText.clip(notNumbers, console.terminal().width()));
                }
            }
            report.warnings().forEach(console::warn);
            json.write(() -> report.json(null, null, first));
        }
    }

    private String closingLine(RunSummary summary, Schema schema, int keys, int shown) {
        boolean grid = summary.outputRows() != summary.entities();
        String one = grid ? "row" : "entity";
        String many = grid ? "rows" : "entities";
        String which =
                shown == summary.outputRows()
                        ? Quantity.count(shown, one, many)
                        : "first %s of %s %s"
                                .formatted(
                                        Quantity.count(shown),
                                        Quantity.count(summary.outputRows()),
                                        many);
        return "%s, %s; to write all: -o features.csv\n"
                .formatted(
                        which,
                        Quantity.count(schema.fields().size() - keys, "feature", "features"));
    }

    private void write(Job job, String output, JsonReport json)
            throws IOException, InterruptedException {
        OutputTarget target = target(output);
        long most = limit == null ? Long.MAX_VALUE : limit;
        try (FeatureFile file = new FeatureFile(target, spec.root().version()[0], most);
                InputFiles files = manifests.expand(inputs)) {
            target.refuseInput(files, "the features");
            TableSource table = TableFiles.open(files, reading.csv());
            RunSummary summary = run(job, table, file);
            file.commit(
                    ContractDocument.describe(
                            version(),
                            job.features,
                            fields(job.plan.by(), table),
                            fields(job.plan.orderBy(), table),
                            summary.valueFields(),
                            job.plan.rows(),
                            cutoff(job, table)));
            RunReport report = report(job, table, summary);
            console.note(
                    report.text(
                            target,
                            file.contractPath(),
                            Math.min(most, summary.outputRows()),
                            console.terminal().width()));
            report.warnings().forEach(console::warn);
            json.write(() -> report.json(target, file.contractPath(), null));
        }
    }

    /// `0.1.0`, of `venturi 0.1.0`.
    private String version() {
        String first = spec.root().version()[0];
        return first.substring(first.indexOf(' ') + 1);
    }

    private static List<Field> fields(List<String> names, TableSource table) {
        return names.stream().map(name -> table.schema().find(name).orElseThrow()).toList();
    }

    /// The column of cut-offs, if there is one.
    private static @Nullable Field cutoff(Job job, TableSource table) {
        return job.plan.rows().every().isEmpty()
                ? null
                : job.engine.outputSchema(job.plan, table).fields().get(job.plan.by().size());
    }

    private RunSummary run(Job job, TableSource table, FeatureSink sink)
            throws IOException, InterruptedException {
        RunProgress progress = job.progress;
        try (HeapGuard _ = HeapGuard.over(progress);
                ProgressLine _ =
                        ProgressLine.start(
                                console,
                                () ->
                                        switch (progress.phase()) {
                                            case READING ->
                                                    new ProgressLine.State(
                                                            progress.fraction(), progress.rows());
                                            case DIVIDING ->
                                                    new ProgressLine.State(
                                                            "dividing rows by entity",
                                                            progress.fraction(),
                                                            progress.rows());
                                            case COMPUTING ->
                                                    ProgressLine.State.of(
                                                            "computing entities",
                                                            progress.fraction());
                                            case WRITING ->
                                                    ProgressLine.State.of(
                                                            "writing", progress.fraction());
                                        })) {
            return job.engine.run(job.plan, table, sink);
        }
    }

    private RunReport report(Job job, TableSource table, RunSummary summary) {
        return new RunReport(job.plan, job.features, table, summary);
    }
}
