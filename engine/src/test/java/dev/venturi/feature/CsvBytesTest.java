package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.venturi.generate.PatientVitals;
import dev.venturi.kernel.KernelChoice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// From a CSV file to a CSV file: the bytes of the output depend on the rows and the plan, and on
/// nothing else.
class CsvBytesTest {
    private static final long SEED = 20_261_101;
    private static final int[] SPLIT_BYTES = {
        64, 333, 1_000, 4_097, 10_000, 1 << 14, 50_000, 1 << 16, 1 << 20
    };

    /// Besides a preset's own features, of a float64 and an int64 column: those that look at order,
    /// windows and ranks.
    private static final String MORE =
            Stream.of(
                            "sum",
                            "median",
                            "quantile(0.9)",
                            "first",
                            "last",
                            "variance(0)",
                            "skewness",
                            "kurtosis",
                            "moving_average(5,max)",
                            "autocorrelation(2)",
                            "mean_abs_change",
                            "mean_change",
                            "rate_of_change",
                            "longest_run(16)")
                    .map(feature -> "heart_rate:%s,respiratory_rate:%s".formatted(feature, feature))
                    .collect(Collectors.joining(","));

    @TempDir private Path directory;

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments(Preset.STANDARD, false, "day"),
                arguments(Preset.STANDARD, true, "day"),
                arguments(Preset.STANDARD, true, ""),
                arguments(Preset.CASE_V1, false, ""),
                arguments(Preset.CASE_V1, true, "day"),
                arguments(Preset.CASE_V2, false, ""),
                arguments(Preset.CASE_V2, true, "day"),
                arguments(Preset.CASE_V3, false, "day"));
    }

    private static byte[] vitals(boolean irregular) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PatientVitals.of(240, 14).seed(SEED).irregular(irregular).writeCsv(out, _ -> {});
        return out.toByteArray();
    }

    private static List<String> lines(byte[] csv) {
        return new String(csv, StandardCharsets.UTF_8).lines().toList();
    }

    private static FeaturePlan plan(Preset preset, String order, boolean sorted) {
        return new FeaturePlan(
                List.of("patient_id"),
                order.isEmpty() ? List.of() : List.of(order),
                List.of(),
                preset,
                preset.defaultFeatures() + "," + MORE,
                false,
                false,
                sorted);
    }

    @ParameterizedTest(name = "{0}, irregular {1}, ordered by \"{2}\"")
    @MethodSource("tables")
    void workersSplitsAndKernelsDoNotShow(Preset preset, boolean irregular, String order)
            throws Exception {
        Path file = Files.write(directory.resolve("vitals.csv"), vitals(irregular));
        FeaturePlan plan = plan(preset, order, false);
        CsvRun expected = CsvRun.of(List.of(file), plan, CsvRun.PLAIN);
        assertThat(expected.summary().entities()).isEqualTo(240);
        assertThat(expected.lines()).hasSize(241);
        for (int workers = 1; workers <= 9; workers++) {
            for (KernelChoice kernels : List.of(KernelChoice.SCALAR, KernelChoice.VECTOR)) {
                int shift = kernels == KernelChoice.VECTOR ? 4 : 0;
                long splitBytes = SPLIT_BYTES[(workers - 1 + shift) % SPLIT_BYTES.length];
                RunOptions options =
                        CsvRun.PLAIN
                                .withWorkers(workers)
                                .withKernels(kernels)
                                .withSplitBytes(splitBytes);
                CsvRun run = CsvRun.of(List.of(file), plan, options);
                assertThat(run.text())
                        .as("%d workers, splits of %d, %s", workers, splitBytes, kernels)
                        .isEqualTo(expected.text());
                assertThat(run.summary().rows()).isEqualTo(expected.summary().rows());
            }
        }
    }

    @ParameterizedTest(name = "{0}, irregular {1}, ordered by \"{2}\"")
    @MethodSource("tables")
    void packedOrInSeveralFilesItIsTheSameTable(Preset preset, boolean irregular, String order)
            throws Exception {
        byte[] csv = vitals(irregular);
        Path file = Files.write(directory.resolve("vitals.csv"), csv);
        FeaturePlan plan = plan(preset, order, false);
        String expected = CsvRun.of(List.of(file), plan, CsvRun.PLAIN).text();
        Map<String, List<Path>> inputs = new LinkedHashMap<>();
        Path packed = Files.write(directory.resolve("vitals.csv.gz"), CsvRun.gzip(csv));
        inputs.put("gzip", List.of(packed));
        for (int parts : new int[] {2, 7, 300}) { // 300: every entity crosses a border
            Path folder = Files.createDirectory(directory.resolve("parts" + parts));
            inputs.put(parts + " files", CsvRun.parts(folder, lines(csv), parts, parts == 7));
        }
        for (Map.Entry<String, List<Path>> input : inputs.entrySet()) {
            RunOptions options =
                    CsvRun.PLAIN
                            .withWorkers(3)
                            .withKernels(KernelChoice.VECTOR)
                            .withSplitBytes(9_999);
            assertThat(CsvRun.of(input.getValue(), plan, options).text())
                    .as(input.getKey())
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0}, irregular {1}, ordered by \"{2}\"")
    @MethodSource("tables")
    void sortedOutputHasTheSameRowsByKey(Preset preset, boolean irregular, String order)
            throws Exception {
        List<String> lines = lines(vitals(irregular));
        Path file = directory.resolve("blocks.csv");
        Files.write(file, entitiesInAnyOrder(lines, new Random(SEED)));
        List<String> rows =
                CsvRun.of(List.of(file), plan(preset, order, false), CsvRun.PLAIN).lines();
        RunOptions options = CsvRun.PLAIN.withWorkers(4).withSplitBytes(2_000);
        List<String> sorted = CsvRun.of(List.of(file), plan(preset, order, true), options).lines();
        assertThat(sorted).containsExactlyInAnyOrderElementsOf(rows).isNotEqualTo(rows);
        assertThat(sorted.stream().skip(1).map(row -> row.substring(0, row.indexOf(','))))
                .containsExactlyElementsOf(
                        Stream.iterate(0, i -> i + 1).limit(240).map(String::valueOf).toList());
    }

    @Test
    void rowsOutOfOrderWithinAnEntityGiveTheBytesOfTheOrderedFile() throws Exception {
        List<String> lines = lines(vitals(true));
        Path ordered = directory.resolve("ordered.csv");
        Files.write(ordered, lines);
        Path disordered = directory.resolve("disordered.csv");
        Files.write(disordered, rowsInAnyOrder(lines, new Random(SEED)));
        for (Preset preset : List.of(Preset.STANDARD, Preset.CASE_V1, Preset.CASE_V2)) {
            FeaturePlan plan = plan(preset, "day", false);
            CsvRun run =
                    CsvRun.of(
                            List.of(disordered),
                            plan,
                            CsvRun.PLAIN.withWorkers(2).withSplitBytes(5_000));
            assertThat(run.text())
                    .as("seed %d, %s", SEED, preset)
                    .isEqualTo(CsvRun.of(List.of(ordered), plan, CsvRun.PLAIN).text());
            assertThat(run.summary().sortedEntities()).isGreaterThan(100);
        }
    }

    /// The rows of each entity stay together and in order; the entities change places.
    private static List<String> entitiesInAnyOrder(List<String> lines, Random random) {
        List<List<String>> entities = new ArrayList<>(entities(lines));
        Collections.shuffle(entities, random);
        return joined(lines.getFirst(), entities);
    }

    private static List<String> rowsInAnyOrder(List<String> lines, Random random) {
        List<List<String>> entities = entities(lines);
        entities.forEach(rows -> Collections.shuffle(rows, random));
        return joined(lines.getFirst(), entities);
    }

    private static List<List<String>> entities(List<String> lines) {
        Map<String, List<String>> entities = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            entities.computeIfAbsent(line.substring(0, line.indexOf(',')), _ -> new ArrayList<>())
                    .add(line);
        }
        return List.copyOf(entities.values());
    }

    private static List<String> joined(String header, List<List<String>> entities) {
        List<String> lines = new ArrayList<>(List.of(header));
        entities.forEach(lines::addAll);
        return lines;
    }
}
