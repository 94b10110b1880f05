package dev.venturi.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.demo.NaiveFeatures.At;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.InputFiles;
import dev.venturi.feature.Features;
import dev.venturi.feature.Preset;
import dev.venturi.feature.RunOptions;
import dev.venturi.generate.PatientVitals;
import dev.venturi.kernel.KernelChoice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The engine, from CSV through splits and kernels, against the naive pipelines on the same file:
/// every bit of every feature.
final class EngineAgainstNaiveTest {
    private static final int SEEDS = 2;

    @TempDir private Path folder;

    /// A feature by its definition.
    @FunctionalInterface
    private interface Naive {
        double of(double[] rows, double[] order);
    }

    static Stream<Arguments> tables() {
        return IntStream.range(0, SEEDS)
                .boxed()
                .flatMap(seed ->
                        Stream.of(NaivePreset.values()).map(preset -> Arguments.of(seed, preset)));
    }

    /// All rows of a vitals table; irregular unless the preset needs equal lengths, the rows of an
    /// entity in any order.
    private Path vitals(long seed, NaivePreset preset) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PatientVitals.of(30, 150)
                .seed(seed)
                .irregular(preset != NaivePreset.CASE_V3)
                .writeCsv(out, _ -> {});
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        Map<String, List<String>> entities = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String id = line.substring(0, line.indexOf(','));
            entities.computeIfAbsent(id, _ -> new ArrayList<>()).add(line);
        }
        List<String> disordered = new ArrayList<>(lines.subList(0, 1));
        Random random = new Random(seed);
        entities.values()
                .forEach(rows -> {
                    Collections.shuffle(rows, random);
                    disordered.addAll(rows);
                });
        return Files.write(folder.resolve("vitals.csv"), disordered);
    }

    private static Preset engine(NaivePreset preset) {
        return Preset.named(preset.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /// All cells of the engine's output, an array for each entity.
    private static List<double[]> computed(
            Path csv, NaivePreset preset, String order, String features, long seed)
            throws Exception {
        List<double[]> results = new ArrayList<>();
        try (InputFiles input = InputFiles.of(csv)) {
            Features request =
                    Features.of(CsvTable.open(input, CsvOptions.DEFAULTS))
                            .by("patient_id")
                            .preset(engine(preset))
                            .features(features)
                            .options(
                                    RunOptions.defaults()
                                            .withWorkers(1 + (int) (2 * seed % 3))
                                            .withSplitBytes(1_000 + 3_000 * seed)
                                            .withKernels(
                                                    seed % 2 == 0
                                                            ? KernelChoice.VECTOR
                                                            : KernelChoice.SCALAR));
            (order.isEmpty() ? request : request.orderBy(order))
                    .compute(row ->
                            results.add(
                                    IntStream.range(1, row.schema().fields().size())
                                            .mapToDouble(row::value)
                                            .toArray()));
        }
        return results;
    }

    private static void requireSameBits(
            String name, List<double[]> computed, List<double[]> expected) {
        assertThat(computed).as(name).hasSameSizeAs(expected);
        for (int e = 0; e < expected.size(); e++) {
            // equal as `Double`: -0.0 is not 0.0, NaN is NaN
            assertThat(Arrays.stream(computed.get(e)).boxed().toList())
                    .as("%s, entity %d", name, e)
                    .isEqualTo(Arrays.stream(expected.get(e)).boxed().toList());
        }
    }

    @ParameterizedTest(name = "seed {0}, {1}")
    @MethodSource("tables")
    void theFeaturesOfEveryPresetHaveTheBitsOfTheNaivePipeline(long seed, NaivePreset preset)
            throws Exception {
        Path csv = vitals(seed, preset);
        for (String order : List.of("day", "")) {
            NaiveTable table = NaiveTable.read(csv, "patient_id", order);
            requireSameBits(
                    "seed %d, %s, ordered by \"%s\"".formatted(seed, preset, order),
                    computed(csv, preset, order, "", seed),
                    NaivePipelines.grouped(table, preset));
        }
    }

    /// The features beside a preset's own, in the engine's words.
    private static Map<String, Naive> others(NaivePreset preset) {
        Map<String, Naive> features = new LinkedHashMap<>();
        features.put("count", (rows, _) -> NaiveFeatures.count(rows));
        features.put("sum", (rows, _) -> NaiveFeatures.sum(rows));
        features.put("median", (rows, _) -> NaiveFeatures.median(rows));
        for (double q : new double[] {0, 0.1, 0.25, 0.5, 0.9, 1}) {
            features.put("quantile(%s)".formatted(q), (rows, _) -> NaiveFeatures.quantile(rows, q));
        }
        features.put("first", (rows, _) -> NaiveFeatures.first(rows));
        features.put("last", (rows, _) -> NaiveFeatures.last(rows));
        for (At at : At.values()) {
            String word = at.name().toLowerCase(Locale.ROOT);
            for (int window : new int[] {1, 7, 30}) {
                features.put(
                        "moving_average(%d,%s)".formatted(window, word),
                        (rows, _) -> NaiveFeatures.movingAverage(rows, window, at));
            }
        }
        for (int lag : new int[] {1, 7, 40}) {
            features.put(
                    "autocorrelation(%d)".formatted(lag),
                    (rows, _) -> NaiveFeatures.autocorrelation(rows, lag, false));
            features.put(
                    "autocorrelation(%d,unbiased)".formatted(lag),
                    (rows, _) -> NaiveFeatures.autocorrelation(rows, lag, true));
        }
        features.put("mean_abs_change", (rows, _) -> NaiveFeatures.meanAbsChange(rows));
        features.put("mean_change", (rows, _) -> NaiveFeatures.meanChange(rows));
        features.put("rate_of_change", NaiveFeatures::rateOfChange);
        for (double above : new double[] {16, 72, 98.6}) {
            features.put(
                    "longest_run(%s)".formatted(above),
                    (rows, _) -> NaiveFeatures.longestRun(rows, above));
        }
        features.put("skewness", (rows, _) -> NaiveFeatures.skewness(rows));
        features.put("kurtosis", (rows, _) -> NaiveFeatures.kurtosis(rows));
        for (int ddof : new int[] {0, 1}) {
            features.put(
                    "variance(%d)".formatted(ddof),
                    (rows, _) -> NaiveReference.variance(rows, ddof, preset));
            features.put(
                    "std(%d)".formatted(ddof), (rows, _) -> NaiveReference.std(rows, ddof, preset));
        }
        for (double sigma : new double[] {1, 1.5, 2, 3}) {
            features.put(
                    "n_anomalies(%s)".formatted(sigma),
                    (rows, _) -> NaiveReference.anomalies(rows, sigma, preset));
        }
        return features;
    }

    @ParameterizedTest(name = "seed {0}, {1}")
    @MethodSource("tables")
    void everyOtherFeatureHasTheBitsOfItsDefinition(long seed, NaivePreset preset)
            throws Exception {
        Path csv = vitals(seed, preset);
        Map<String, Naive> features = others(preset);
        for (String order : List.of("day", "")) {
            NaiveTable table = NaiveTable.read(csv, "patient_id", order);
            requireSameBits(
                    "seed %d, %s, ordered by \"%s\"".formatted(seed, preset, order),
                    computed(csv, preset, order, String.join(",", features.keySet()), seed),
                    naive(table, List.copyOf(features.values())));
        }
    }

    private static List<double[]> naive(NaiveTable table, List<Naive> features) {
        List<double[]> results = new ArrayList<>();
        for (String entity : table.entities()) {
            int[] rows = rowsOf(table, entity);
            double[] order = table.order().length == 0 ? new double[0] : pick(table.order(), rows);
            results.add(
                    Arrays.stream(table.values())
                            .map(column -> pick(column, rows))
                            .flatMapToDouble(values ->
                                    features.stream()
                                            .mapToDouble(feature -> feature.of(values, order)))
                            .toArray());
        }
        return results;
    }

    /// The rows of an entity, put in order where there is one.
    private static int[] rowsOf(NaiveTable table, String entity) {
        Stream<Integer> rows =
                IntStream.range(0, table.keys().length)
                        .filter(row -> table.keys()[row].equals(entity))
                        .boxed();
        if (table.order().length > 0) {
            rows = rows.sorted(Comparator.comparingDouble(row -> table.order()[row]));
        }
        return rows.mapToInt(row -> row).toArray();
    }

    private static double[] pick(double[] column, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
    }

    /// Dates as order: the naive pipelines are given days since the first row of the entity.
    @ParameterizedTest
    @EnumSource
    void datesCountInDaysSinceTheFirstRow(NaivePreset preset) throws Exception {
        long seed = 41;
        Path days = vitals(seed, preset);
        NaiveTable table = NaiveTable.read(days, "patient_id", "day");
        double[] since = table.order().clone();
        for (String entity : table.entities()) {
            int[] rows = rowsOf(table, entity);
            for (int row : rows) {
                since[row] -= table.order()[rows[0]];
            }
        }
        NaiveTable sinceFirst =
                new NaiveTable(table.columns(), table.keys(), since, table.values());
        List<String> dated = new ArrayList<>();
        for (String line : Files.readAllLines(days)) {
            String[] fields = line.split(",", 3);
            boolean header = dated.isEmpty();
            String date =
                    header
                            ? fields[1]
                            : LocalDate.of(1999, 12, 30)
                                    .plusDays(Long.parseLong(fields[1]))
                                    .toString();
            dated.add("%s,%s,%s".formatted(fields[0], date, fields[2]));
        }
        Path dates = Files.write(folder.resolve("dated.csv"), dated);
        requireSameBits(
                "seed %d, %s".formatted(seed, preset),
                computed(dates, preset, "day", "", seed),
                NaivePipelines.grouped(sinceFirst, preset));
        requireSameBits(
                "seed %d, %s, rate of change".formatted(seed, preset),
                computed(dates, preset, "day", "rate_of_change", seed),
                naive(sinceFirst, List.of(NaiveFeatures::rateOfChange)));
    }
}
