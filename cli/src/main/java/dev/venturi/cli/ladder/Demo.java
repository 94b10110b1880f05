package dev.venturi.cli.ladder;

import dev.venturi.cli.demo.NaivePipelines;
import dev.venturi.cli.demo.NaivePreset;
import dev.venturi.cli.demo.NaiveReference;
import dev.venturi.cli.demo.NaiveTable;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.CsvWriter;
import dev.venturi.csv.InputFiles;
import dev.venturi.feature.ContractDocument;
import dev.venturi.feature.FeatureCatalog;
import dev.venturi.feature.FeatureEngine;
import dev.venturi.feature.FeaturePlan;
import dev.venturi.feature.Preset;
import dev.venturi.feature.RunOptions;
import dev.venturi.feature.SeriesFeatures;
import dev.venturi.generate.PatientVitals;
import dev.venturi.kernel.KernelChoice;
import dev.venturi.kernel.KernelSelection;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The steps of the demo, each of which can be told of as it ends.
///
/// @param directory where its files are
/// @param vitals the table
public record Demo(DemoDirectory directory, PatientVitals vitals) {
    private static final String KEY = "patient_id";
    private static final String ORDER = "day";
    private static final double WARM_RUNS = 2;

    /// Makes the table.
    ///
    /// @return the rows
    public long makeTable() throws IOException {
        try (AtomicOutput output = AtomicOutput.to(directory.vitals(), true)) {
            PatientVitals.checkDiskSpace(directory.vitals(), vitals.estimatedBytes());
            long rows = vitals.writeCsv(output.stream(), _ -> {}).rows();
            output.commit();
            return rows;
        }
    }

    /// Why vector kernels cannot be had; empty when they can.
    public static String vectorObstacle() {
        try {
            KernelSelection.select(KernelChoice.VECTOR, Long.MAX_VALUE);
            return "";
        } catch (UsageException e) {
            return Objects.requireNonNullElse(e.getMessage(), "not available");
        }
    }

    /// What a run in a process of its own took.
    ///
    /// @param seconds from its start to its end
    /// @param workers threads that computed
    /// @param kernels which, and why
    /// @param peakBytes the most memory it held; NaN where the system does not tell
    public record Run(double seconds, int workers, String kernels, double peakBytes) {}

    /// Computes the features as a user would: `venturi features` in a process of its own.
    ///
    /// @param kernels `auto`, `scalar` or `vector`
    public Run runCommand(String kernels, Path output) throws IOException, InterruptedException {
        ColdRun run =
                ColdRun.of(
                        List.of(
                                "features",
                                directory.vitals().toString(),
                                "--by",
                                KEY,
                                "--order-by",
                                ORDER,
                                "--preset",
                                Preset.CASE_V1.label(),
                                "--kernels",
                                kernels,
                                "--overwrite",
                                "-o",
                                output.toString()));
        return new Run(
                run.seconds(),
                (int) run.number("workers"),
                run.text("kernels"),
                run.number("peakBytes"));
    }

    /// The table in memory, as the naive reference reads it.
    public NaiveTable readTable() {
        NaiveTable all = NaiveTable.read(directory.vitals(), KEY, ORDER);
        // the rows are in order already: nothing to sort
        return new NaiveTable(all.columns(), all.keys(), new double[0], all.values());
    }

    /// Holds the features of the file against the naive reference.
    ///
    /// @param grouped what [NaivePipelines#grouped] gave for the table
    public BitCheck check(NaiveTable table, List<double[]> grouped) throws IOException {
        return BitCheck.of(
                directory.features(),
                table,
                NaiveReference.defaultNames(NaivePreset.CASE_V1),
                grouped);
    }

    /// The features of every patient, from their definitions.
    public List<double[]> reference(NaiveTable table) {
        return NaivePipelines.grouped(table, NaivePreset.CASE_V1);
    }

    /// Whether some kernels write the same file; timed like a user's run.
    ///
    /// @param same whether the bytes are those of the features
    public record OtherKernels(double seconds, boolean same) {}

    /// Computes the features with some kernels and compares the files.
    public OtherKernels runOther(String kernels) throws IOException, InterruptedException {
        Run run = runCommand(kernels, directory.again());
        boolean same = Files.mismatch(directory.features(), directory.again()) < 0;
        Files.delete(directory.again());
        Files.deleteIfExists(ContractDocument.beside(directory.again()));
        return new OtherKernels(run.seconds, same);
    }

    /// Rows per second from file to file once everything is compiled: what a long run reaches.
    public double warmRowsPerSecond(long rows) throws IOException, InterruptedException {
        double best = Double.POSITIVE_INFINITY;
        for (int run = 0; run < WARM_RUNS; run++) {
            long started = System.nanoTime();
            try (InputFiles input = InputFiles.of(directory.vitals())) {
                KernelChoice kernels =
                        vectorObstacle().isEmpty() ? KernelChoice.VECTOR : KernelChoice.SCALAR;
                List<CsvWriter> opened = new ArrayList<>();
                new FeatureEngine(
                                FeatureCatalog.builtIn(),
                                RunOptions.defaults().withKernels(kernels))
                        .run(
                                FeaturePlan.standard()
                                        .withBy(List.of(KEY))
                                        .withOrderBy(List.of(ORDER))
                                        .withPreset(Preset.CASE_V1),
                                CsvTable.open(input, CsvOptions.DEFAULTS),
                                schema -> {
                                    opened.add(
                                            CsvWriter.open(
                                                    directory.again().toString(),
                                                    schema.names(),
                                                    true));
                                    return opened.getLast();
                                });
            }
            best = Math.min(best, (System.nanoTime() - started) / 1e9);
        }
        Files.deleteIfExists(directory.again());
        return rows / best;
    }

    /// The four ways to the same features; see [Ladder].
    ///
    /// @param groupedBefore seconds [#reference] took
    public Ladder climb(NaiveTable table, double groupedBefore) {
        return Ladder.climb(table, groupedBefore, vectorObstacle().isEmpty());
    }

    /// What the three versions of the case study, said to be equal, give for the first patient.
    ///
    /// @param column its name
    /// @param std `[preset]` of case-v1, -v2, -v3
    /// @param trend `[preset]`
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Disagreement(String column, double[] std, double[] trend) {}

    /// Computes it.
    public Disagreement disagreement(NaiveTable table) {
        int rows = 1;
        while (rows < table.keys().length && table.keys()[rows].equals(table.keys()[0])) {
            rows++;
        }
        double[] std = new double[3];
        double[] trend = new double[3];
        List<Preset> presets = List.of(Preset.CASE_V1, Preset.CASE_V2, Preset.CASE_V3);
        for (int p = 0; p < presets.size(); p++) {
            double[][] both =
                    SeriesFeatures.of(presets.get(p), "std,trend")
                            .compute(table.values()[0], new int[] {0, rows});
            std[p] = both[0][0];
            trend[p] = both[0][1];
        }
        return new Disagreement(table.columns().getFirst(), std, trend);
    }
}
