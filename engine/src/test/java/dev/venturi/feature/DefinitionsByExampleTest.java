package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.kernel.ScalarKernels;
import dev.venturi.vectors.HardSeries;
import dev.venturi.vectors.ReferenceVectors;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Definitions as examples small enough to check by hand, and those that need care.
class DefinitionsByExampleTest {
    private static double[] series(String text) {
        return text.isEmpty()
                ? new double[0]
                : Arrays.stream(text.split(" ", -1))
                        .mapToDouble(t -> t.equals("_") ? Double.NaN : Double.parseDouble(t))
                        .toArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count                     | 3 _ 5        | 2",
                "missing_pct               | 3 _ 5 _      | 0.5",
                "sum                       | 3 _ 5        | 8",
                "mean                      | 3 _ 5        | 4",
                "std                       | 1 3 _        | 1.4142135623730951",
                "std                       | 3            | NaN",
                "std(0)                    | 1 3          | 1",
                "std(0)                    | 3            | 0",
                "variance                  | 1 3          | 2",
                "min                       | 3 _ -5       | -5",
                "max                       | 3 _ -5       | 3",
                "range                     | 3 _ -5       | 8",
                "trend                     | 1 _ 3 5      | 2",
                "trend                     | 4 4 4        | 0",
                "n_anomalies               | 0 0 0 0 0 0 9| 1",
                "n_anomalies(3)            | 0 0 0 0 0 0 9| 0",
                "median                    | 4 1 _ 3      | 3",
                "median                    | 4 1 2 3      | 2.5",
                "quantile(0.25)            | 4 1 2 3      | 1.75",
                "quantile(0.5)             | 1 2 Infinity | 2",
                "quantile(1)               | 1 Infinity   | Infinity",
                "quantile(0.75)            | Infinity Infinity 1 | Infinity",
                "first                     | _ 4 1 _      | 4",
                "last                      | _ 4 1 _      | 1",
                "moving_average(2)         | 1 3 _ 8      | 5.5",
                "moving_average(2,first)   | 1 3 _ 8      | 2",
                "moving_average(2,max)     | 1 9 2 3      | 5.5",
                "moving_average(2,min)     | 1 9 2 3      | 2.5",
                "moving_average(4)         | 1 _ 9 2      | NaN",
                "autocorrelation           | 1 -1 1 -1    | -0.75",
                "autocorrelation(1,unbiased)|1 -1 1 -1    | -1",
                "autocorrelation(2)        | 1 -1 1 -1    | 0.5",
                "autocorrelation(4)        | 1 -1 1 -1    | NaN",
                "autocorrelation           | 3 3 3        | NaN",
                "mean_abs_change           | 1 _ 4 2      | 2.5",
                "mean_change               | 1 _ 4 2      | 0.5",
                "mean_change               | 1            | NaN",
                "rate_of_change            | 1 _ 4 2      | 0.5",
                "longest_run(2)            | 3 _ 4 2 5    | 2",
                "longest_run(2)            | _            | 0",
                "skewness                  | 1 2 3        | 0",
                "skewness                  | 1 2          | NaN",
                "skewness                  | 2 2 2        | 0",
                "kurtosis                  | 1 2 3 4      | -1.2",
                "kurtosis                  | 1 2 3        | NaN",
                "kurtosis                  | 2 2 2 2      | 0",
            })
    void standardGives(String feature, String values, double expected) {
        double found = Computed.one(feature, Preset.STANDARD, series(values));
        if (Double.isNaN(expected)) {
            assertThat(found).isNaN();
        } else {
            assertThat(found).isCloseTo(expected, within(expected));
        }
    }

    private static Offset<Double> within(double expected) {
        return Offset.offset(1e-14 * Math.abs(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "standard, NaN, NaN, NaN, NaN, NaN, NaN, 0, 1",
        "case-v1,  NaN, NaN, NaN, NaN, NaN, NaN, 0, 1",
        "case-v2,  NaN, NaN, NaN, NaN, NaN, 0,   0, 1",
        "case-v3,  0,   0,   NaN, NaN, NaN, 0,   0, 1"
    })
    void seriesWithoutAnyValueGives(
            String preset,
            double mean,
            double std,
            double min,
            double max,
            double range,
            double trend,
            double anomalies,
            double missing) {
        Computed found =
                Computed.of(
                        "mean,std,min,max,range,trend,n_anomalies,missing_pct",
                        Preset.named(preset),
                        Double.NaN,
                        Double.NaN);
        assertThat(found.values())
                .containsExactly(mean, std, min, max, range, trend, anomalies, missing);
    }

    @ParameterizedTest
    @CsvSource({
        "standard, NaN, NaN",
        "case-v1,  0,   0",
        "case-v2,  NaN, 0",
        "case-v3,  0,   0",
    })
    void oneValueGives(String preset, double std, double trend) {
        Computed found = Computed.of("std,trend", Preset.named(preset), Double.NaN, 7.1);
        assertThat(found.values()).containsExactly(std, trend);
    }

    @Test
    void oneRowOfTheDayGridHasNoTrend() {
        assertThat(Computed.one("trend", Preset.CASE_V3, 7.1)).isNaN();
    }

    /// 7.1 is not a double: its sum is off, and so its mean.
    @Test
    void constantIsExactInStandardAndWhateverTheArithmeticGivesInTheCasePresets() {
        double[] constant = {7.1, 7.1, 7.1};
        String features = "std,trend,n_anomalies";
        assertThat(Computed.of(features, Preset.STANDARD, constant).values())
                .containsExactly(0, 0, 0);
        assertThat(Computed.one("std", Preset.CASE_V1, constant)).isPositive();
        assertThat(Computed.of("std,n_anomalies", Preset.CASE_V2, constant).values())
                .containsExactly(0, 3);
    }

    @Test
    void negativeZeroIsBelowZero() {
        Computed both = Computed.of("min,max", Preset.CASE_V1, 0.0, -0.0);
        assertThat(both.bits())
                .containsExactly(Double.doubleToLongBits(-0.0), Double.doubleToLongBits(0.0));
        Computed negative = Computed.of("min,max", Preset.CASE_V1, -0.0, -0.0);
        assertThat(negative.bits()).containsOnly(Double.doubleToLongBits(-0.0));
        assertThat(Double.doubleToLongBits(Computed.one("sum", Preset.CASE_V1, -0.0))).isZero();
        double[] many = new double[9]; // lanes of -0.0 add up to -0.0
        Arrays.fill(many, -0.0);
        String windows = "mean,moving_average(9),moving_average(9,first),moving_average(9,max)";
        assertThat(Computed.of(windows, Preset.CASE_V1, many).bits()).containsOnly(0);
    }

    @Test
    void trendIsAgainstTheOrderColumnWhereThereIsOne() {
        double[] values = {0, Double.NaN, 6, 8};
        double[] days = {0, 1, 3, 4};
        List<FeatureDefinition> features = Computed.list("trend,rate_of_change", Preset.STANDARD);
        assertThat(Computed.inMemory(features, new ScalarKernels(), values, null, days).values())
                .containsExactly(2, 2);
        assertThat(Computed.inMemory(features, new ScalarKernels(), values, null, null).values())
                .containsExactly(4, 4);
        List<FeatureDefinition> naive = Computed.list("trend,rate_of_change", Preset.CASE_V1);
        assertThat(Computed.inMemory(naive, new ScalarKernels(), values, null, days).values())
                .containsExactly(4, 2);
    }

    /// Its mean is rounded, so that the deviations of a constant axis are not 0.
    @Test
    void axisThatDoesNotChangeHasNoSlope() {
        double[] axis = {7.1, 7.1, 7.1};
        List<FeatureDefinition> features = Computed.list("trend,rate_of_change", Preset.STANDARD);
        assertThat(
                        Computed.inMemory(
                                        features,
                                        new ScalarKernels(),
                                        new double[] {1, 2, 3},
                                        null,
                                        axis)
                                .values())
                .containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void trendOfALineIsItsSlopeInLongSeriesToo() {
        double[] line = new double[700_001];
        Arrays.setAll(line, i -> 3 - 0.5 * i);
        assertThat(Computed.one("trend", Preset.CASE_V1, line)).isEqualTo(-0.5);
        assertThat(Computed.one("trend", Preset.STANDARD, line)).isEqualTo(-0.5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8192, 299_999, 300_000, 300_001, 300_002, 1_000_003})
    void squaresOfPositionsAreThoseOfTheClosedForm(int n) {
        double found = new PositionSquares(new ScalarKernels()).of(n);
        BigDecimal length = BigDecimal.valueOf(n);
        double exact =
                length.multiply(length)
                        .subtract(BigDecimal.ONE)
                        .multiply(length)
                        .divide(BigDecimal.valueOf(12))
                        .doubleValue();
        if (n <= 300_001) {
            assertThat(found).isEqualTo(exact);
        } else {
            assertThat(found / exact).isBetween(1 - 1e-15, 1 + 1e-15);
        }
    }

    @Test
    void squaresOfPositionsBelowTheBoundAreWhatAddingGives() {
        for (int n : new int[] {2, 7, 8, 365, 8192, 8193, 100_000, 299_999, 300_000}) {
            double added = 0.0;
            ScalarKernels kernels = new ScalarKernels();
            double[] positions = new double[n];
            Arrays.setAll(positions, i -> i);
            for (int start = 0; start < n; start += 8192) {
                int length = Math.min(8192, n - start);
                added += kernels.squares(positions, start, length, (n - 1) / 2.0);
            }
            assertThat(new PositionSquares(kernels).of(n)).as("%d positions", n).isEqualTo(added);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARD", "CASE_V2", "CASE_V3"})
    void hardSeriesKeepTheirDigits(Preset preset) {
        for (HardSeries hard : ReferenceVectors.hard()) {
            Computed found = Computed.of("mean,std,autocorrelation", preset, hard.values());
            double[] v = found.values();
            double std = preset == Preset.CASE_V2 ? hard.welfordDigits() : hard.stdDigits();
            assertThat(HardSeries.digits(v[0], hard.mean()))
                    .as("mean of %s", hard)
                    .isGreaterThanOrEqualTo(hard.meanDigits());
            assertThat(HardSeries.digits(v[1], hard.sampleStd()))
                    .as("std of %s", hard)
                    .isGreaterThanOrEqualTo(std);
            assertThat(HardSeries.digits(v[2], hard.autocorrelation()))
                    .as("autocorrelation of %s", hard)
                    .isGreaterThanOrEqualTo(hard.autocorrelationDigits());
        }
    }

    /// Mean 1e7, deviation 0.1: the sum of squares in one pass would keep no digit of it.
    @Test
    void smallDeviationOnALargeMeanKeepsEightDigits() {
        double[] values = new double[1001];
        Arrays.setAll(values, i -> i == 0 ? 1e7 + 0.2 : 1e7 + (i % 2 == 0 ? 0.3 : 0.1));
        assertThat(HardSeries.digits(Computed.one("std", Preset.STANDARD, values), 0.1))
                .isGreaterThanOrEqualTo(8);
    }
}
