package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import dev.venturi.cli.demo.NaivePipelines;
import dev.venturi.cli.demo.NaivePreset;
import dev.venturi.cli.demo.NaiveReference;
import dev.venturi.cli.demo.NaiveTable;
import dev.venturi.compare.ColumnComparison;
import dev.venturi.compare.ComparisonResult;
import dev.venturi.compare.TableComparison;
import dev.venturi.compare.Verdict;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.InputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Patients of unequal lengths with skipped days, unequal gaps and whole columns missing, through
/// the command: made, computed with every preset, compared.
class IrregularVitalsTest {
    @TempDir private static Path directory;

    private static Path vitals;

    @BeforeAll
    static void generate() {
        vitals = directory.resolve("vitals.csv");
        run(
                0,
                "generate",
                "vitals",
                "--irregular",
                "--patients",
                "200",
                "--days",
                "150",
                "-o",
                vitals.toString());
    }

    @ParameterizedTest
    @CsvSource({"standard, STANDARD", "case-v1, CASE_V1", "case-v2, CASE_V2"})
    void featuresHaveTheBitsOfTheNaiveReferenceWhoeverComputesThem(
            String preset, NaivePreset reference) throws IOException {
        NaiveTable table = NaiveTable.read(vitals, "patient_id", "day");
        List<double[]> expected = NaivePipelines.grouped(table, reference);
        for (String kernels : List.of("scalar", "vector")) {
            for (String workers : List.of("1", "3")) {
                Path out = features(preset, "--kernels", kernels, "--workers", workers);
                List<String> lines = Files.readAllLines(out);
                String run = "%s, %s kernels, %s workers".formatted(preset, kernels, workers);
                assertThat(lines.getFirst()).as(run).isEqualTo(header(table, reference));
                assertThat(lines).as(run).hasSize(1 + expected.size());
                for (int e = 0; e < expected.size(); e++) {
                    String[] cells = lines.get(1 + e).split(",", -1);
                    assertThat(cells[0]).as(run).isEqualTo(table.entities().get(e));
                    assertThat(bits(cells))
                            .as("%s, patient %s", run, cells[0])
                            .isEqualTo(
                                    Arrays.stream(expected.get(e))
                                            .mapToLong(Double::doubleToLongBits)
                                            .toArray());
                }
            }
        }
    }

    /// Bits of what the cells behind the key read as; an empty one is NaN.
    private static long[] bits(String[] cells) {
        return Arrays.stream(cells)
                .skip(1)
                .mapToLong(cell ->
                        Double.doubleToLongBits(
                                cell.isEmpty() ? Double.NaN : Double.parseDouble(cell)))
                .toArray();
    }

    private static String header(NaiveTable table, NaivePreset preset) {
        StringBuilder header = new StringBuilder("patient_id");
        for (String vital : table.columns()) {
            for (String name : NaiveReference.defaultNames(preset)) {
                header.append(',').append(vital).append('_').append(name);
            }
        }
        return header.toString();
    }

    @Test
    void presetThatNeedsEqualLengthsNamesTwoPatients() {
        Cli.Result result =
                Cli.run(
                        "features",
                        vitals.toString(),
                        "--by",
                        "patient_id",
                        "--order-by",
                        "day",
                        "--preset",
                        "case-v3",
                        "-o",
                        directory.resolve("v3.csv").toString());
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).containsPattern("entity 0 has \\d+ rows, entity 1 has \\d+");
        assertThat(directory.resolve("v3.csv")).doesNotExist();
    }

    @Test
    void presetsDifferWhereTheirDefinitionsDoAndTheContractsSayWhy() {
        String features = "mean,std,min,max,missing_pct";
        Path v1 = features("case-v1", "--features", features);
        Path standard = features("standard", "--features", features);
        ComparisonResult result =
                TableComparison.of(table(v1), table(standard)).by("patient_id").compare();
        assertThat(result.matchedKeys()).isEqualTo(200);
        for (ColumnComparison column : result.columns()) {
            assertThat(column.verdict())
                    .as(column.column())
                    .isEqualTo(
                            column.column().endsWith("_std") ? Verdict.DIFFERENT : Verdict.EQUAL);
        }
        assertThat(result.explanation()).startsWith("std: population against sample");
    }

    @Test
    void aShuffledTableHasTheFeaturesOfTheClusteredOne() {
        Path shuffled = directory.resolve("shuffled.csv");
        run(
                0,
                "generate",
                "vitals",
                "--irregular",
                "--patients",
                "200",
                "--days",
                "150",
                "--layout",
                "shuffled",
                "-o",
                shuffled.toString());
        assertThat(
                        TableComparison.of(table(vitals), table(shuffled))
                                .by("patient_id", "day")
                                .compare()
                                .verdict())
                .isEqualTo(Verdict.EQUAL);
        Path expected = features(vitals, "clustered-features.csv");
        assertThat(features(shuffled, "shuffled-features.csv")).hasSameTextualContentAs(expected);
    }

    private Path features(Path input, String name) {
        Path output = directory.resolve(name);
        run(
                0,
                "features",
                input.toString(),
                "--by",
                "patient_id",
                "--order-by",
                "day",
                "--sort-output",
                "-o",
                output.toString());
        return output;
    }

    private static Path features(String preset, String... more) {
        Path out = directory.resolve("features-" + preset + ".csv");
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "features",
                                vitals.toString(),
                                "--by",
                                "patient_id",
                                "--order-by",
                                "day",
                                "--preset",
                                preset,
                                "--overwrite",
                                "-o",
                                out.toString()));
        args.addAll(List.of(more));
        run(0, args.toArray(String[]::new));
        return out;
    }

    private static void run(int exit, String... args) {
        Cli.Result result = Cli.run(args);
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    }

    private static CsvTable table(Path file) {
        return CsvTable.open(InputFiles.of(file), CsvOptions.DEFAULTS);
    }
}
