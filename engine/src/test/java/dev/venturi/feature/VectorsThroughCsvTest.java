package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.CsvFormat;
import dev.venturi.kernel.KernelChoice;
import dev.venturi.vectors.ReferenceSeries;
import dev.venturi.vectors.ReferenceVectors;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// All committed vectors as CSV, through files, splits, kernels and the writer: every bit is that
/// of the original pipelines.
class VectorsThroughCsvTest {
    private static final List<ReferenceSeries> ALL = ReferenceVectors.all();

    @TempDir private static Path directory;

    /// One table of all series, an entity each.
    private static Path all = Path.of("");

    /// Rows of the usual size in memory.
    private static final RunOptions IN_MEMORY =
            CsvRun.PLAIN.withWorkers(2).withKernels(KernelChoice.VECTOR);

    /// Series of a few hundred rows are cut, those of a thousand and more read again for each pass.
    private static final RunOptions READ_AGAIN =
            IN_MEMORY.withSplitBytes(16_000).withSeriesBytes(4_000);

    @BeforeAll
    static void writeAll() throws IOException {
        all = write("all.csv", ALL);
    }

    static Stream<Arguments> runs() {
        return Stream.of(
                Arguments.of("v1 in memory", Preset.CASE_V1, IN_MEMORY),
                Arguments.of("v1 read again", Preset.CASE_V1, READ_AGAIN),
                Arguments.of("v2 in memory", Preset.CASE_V2, IN_MEMORY),
                Arguments.of("v2 read again", Preset.CASE_V2, READ_AGAIN));
    }

    /// Every other series in our own number format, the rest as [Double#toString].
    private static Path write(String name, Collection<ReferenceSeries> table) throws IOException {
        Path file = directory.resolve(name);
        byte[] digits = new byte[CsvFormat.LONGEST_NUMBER];
        boolean ours = false;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("series,x\n");
            for (ReferenceSeries series : table) {
                for (double value : series.values()) {
                    out.write(series.name());
                    out.write(',');
                    if (ours) {
                        int length = CsvFormat.putDouble(digits, 0, value);
                        out.write(new String(digits, 0, length, StandardCharsets.US_ASCII));
                    } else if (!Double.isNaN(value)) {
                        out.write(Double.toString(value));
                    }
                    out.write('\n');
                }
                ours = !ours;
            }
        }
        return file;
    }

    private static FeaturePlan plan(Preset preset) {
        return FeaturePlan.standard().withBy(List.of("series")).withPreset(preset);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void everyBitIsThatOfTheOriginal(String name, Preset preset, RunOptions options)
            throws Exception {
        CsvRun run = CsvRun.of(List.of(all), plan(preset), options);
        requireAnswers(
                run, ALL, preset == Preset.CASE_V1 ? ReferenceSeries::v1 : ReferenceSeries::v2);
    }

    @Test
    void everyBitIsThatOfTheVectorisedPipelineAmongSeriesOfEqualLength() throws Exception {
        Map<Integer, List<ReferenceSeries>> byLength =
                ALL.stream()
                        .collect(
                                Collectors.groupingBy(
                                        series -> series.values().length,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        for (List<ReferenceSeries> equal : byLength.values()) {
            Path file = write("equal.csv", equal);
            for (RunOptions options : List.of(IN_MEMORY, READ_AGAIN)) {
                CsvRun run = CsvRun.of(List.of(file), plan(Preset.CASE_V3), options);
                requireAnswers(run, equal, ReferenceSeries::v3);
            }
        }
        assertThat(byLength).hasSizeGreaterThan(40);
    }

    private static void requireAnswers(
            CsvRun run, List<ReferenceSeries> table, Function<ReferenceSeries, double[]> answers) {
        List<String[]> rows = run.cells();
        assertThat(rows.getFirst())
                .containsExactly(
                        "series",
                        "x_mean",
                        "x_std",
                        "x_min",
                        "x_max",
                        "x_range",
                        "x_trend",
                        "x_n_anomalies",
                        "x_missing_pct");
        assertThat(rows).hasSize(table.size() + 1);
        for (int s = 0; s < table.size(); s++) {
            ReferenceSeries series = table.get(s);
            List<Double> found = new ArrayList<>();
            for (String cell : List.of(rows.get(s + 1)).subList(1, 9)) {
                found.add(cell.isEmpty() ? Double.NaN : Double.parseDouble(cell));
            }
            assertThat(rows.get(s + 1)[0]).isEqualTo(series.name());
            // equal as `Double`: -0.0 is not 0.0, NaN is NaN
            assertThat(found)
                    .as(series.name())
                    .isEqualTo(Arrays.stream(answers.apply(series)).boxed().toList());
        }
    }

    /// The table holds series that are too long for the memory given to them in `READ_AGAIN`.
    @Test
    void longSeriesAreReadAgain() throws Exception {
        Path file =
                write("long.csv", ALL.stream().filter(s -> s.values().length > 50_000).toList());
        try (CountedTable table = CountedTable.open(file)) {
            int splits = table.source().splits(READ_AGAIN.splitBytes()).size();
            CsvRun.of(table.source(), plan(Preset.CASE_V1), READ_AGAIN);
            assertThat(table.opened()).isGreaterThan(splits + 10);
        }
    }
}
