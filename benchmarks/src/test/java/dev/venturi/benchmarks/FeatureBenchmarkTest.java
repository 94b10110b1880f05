package dev.venturi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.demo.NaivePreset;
import dev.venturi.cli.demo.NaiveReference;
import dev.venturi.feature.FeatureCells;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is timed is the right answer: that of the naive reference, bit for bit.
class FeatureBenchmarkTest {
    @ParameterizedTest
    @CsvSource({
        "standard, STANDARD, scalar",
        "standard, STANDARD, vector",
        "case-v1, CASE_V1, scalar",
        "case-v1, CASE_V1, vector",
        "case-v2, CASE_V2, vector",
        "case-v3, CASE_V3, vector"
    })
    void answersAreThoseOfTheNaiveReference(String preset, NaivePreset naive, String kernels) {
        FeatureBenchmark benchmark = new FeatureBenchmark();
        benchmark.features = preset;
        benchmark.kernels = kernels;
        benchmark.setUp(20);
        FeatureCells[] cells = benchmark.value();
        VitalsInMemory table = benchmark.table();
        double[] days = Arrays.copyOf(table.day(), FeatureBenchmark.DAYS);
        for (int c = 0; c < cells.length; c++) {
            for (int entity = 0; entity < table.patients(); entity++) {
                int from = entity * FeatureBenchmark.DAYS;
                double[] rows =
                        Arrays.copyOfRange(table.columns()[c], from, from + FeatureBenchmark.DAYS);
                double[] expected = NaiveReference.defaultFeatures(rows, days, naive);
                for (int f = 0; f < expected.length; f++) {
                    assertThat(Double.doubleToLongBits(cells[c].values[f][entity]))
                            .as("column %d, patient %d, feature %d", c, entity, f)
                            .isEqualTo(Double.doubleToLongBits(expected[f]));
                }
            }
        }
    }
}
