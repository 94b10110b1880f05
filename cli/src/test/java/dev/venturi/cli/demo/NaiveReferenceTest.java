package dev.venturi.cli.demo;

import static dev.venturi.cli.demo.NaivePreset.CASE_V1;
import static dev.venturi.cli.demo.NaivePreset.CASE_V2;
import static dev.venturi.cli.demo.NaivePreset.CASE_V3;
import static dev.venturi.cli.demo.NaivePreset.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.vectors.HardSeries;
import dev.venturi.vectors.ReferenceFeatures;
import dev.venturi.vectors.ReferenceSeries;
import dev.venturi.vectors.ReferenceVectors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `containsExactly` on doubles tells -0.0 from +0.0 and takes NaN for NaN: equal means every bit.
final class NaiveReferenceTest {
    private static final double NAN = Double.NaN;
    private static final double[] NO_ORDER = {};

    static List<ReferenceSeries> finite() {
        return ReferenceVectors.all();
    }

    static List<ReferenceSeries> infinite() {
        return ReferenceVectors.infinite();
    }

    static List<ReferenceFeatures> features() {
        return ReferenceVectors.features();
    }

    static List<HardSeries> hard() {
        return ReferenceVectors.hard();
    }

    @ParameterizedTest
    @MethodSource({"finite", "infinite"})
    void everyBitIsThatOfTheNaivePipeline(ReferenceSeries series) {
        assertThat(eight(series.values(), CASE_V1)).containsExactly(series.v1());
    }

    @ParameterizedTest
    @MethodSource({"finite", "infinite"})
    void everyBitIsThatOfTheGroupbyPipeline(ReferenceSeries series) {
        assertThat(eight(series.values(), CASE_V2)).containsExactly(series.v2());
    }

    @ParameterizedTest
    @MethodSource({"finite", "infinite"})
    void everyBitIsThatOfTheVectorisedPipeline(ReferenceSeries series) {
        assertThat(eight(series.values(), CASE_V3)).containsExactly(series.v3());
    }

    @ParameterizedTest
    @MethodSource("features")
    void everyBitOfTheSpreadIsThatOfNumPy(ReferenceFeatures series) {
        double[] rows = series.values();
        boolean constant = NaiveReference.isConstant(NaiveReference.valid(rows));
        double[] found = {
            NaiveReference.variance(rows, 0, CASE_V1),
            NaiveReference.std(rows, 0, CASE_V1),
            NaiveReference.variance(rows, 1, CASE_V1),
            NaiveReference.std(rows, 1, CASE_V1)
        };
        assertThat(found)
                .containsExactly(
                        series.populationVariance(),
                        series.populationStd(),
                        series.sampleVariance(),
                        series.sampleStd());
        assertThat(constant || same(NaiveReference.std(rows, 1, STANDARD), series.sampleStd()))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("hard")
    void hardSeriesKeepTheDigitsThatDoublesAllow(HardSeries series) {
        double[] rows = series.values();
        assertThat(HardSeries.digits(NaiveReference.mean(rows, STANDARD), series.mean()))
                .isGreaterThanOrEqualTo(series.meanDigits());
        assertThat(HardSeries.digits(NaiveReference.std(rows, 1, STANDARD), series.sampleStd()))
                .isGreaterThanOrEqualTo(series.stdDigits())
                .isGreaterThan(8);
        assertThat(HardSeries.digits(NaiveReference.std(rows, 1, CASE_V2), series.sampleStd()))
                .isGreaterThanOrEqualTo(series.welfordDigits());
        assertThat(
                        HardSeries.digits(
                                NaiveFeatures.autocorrelation(rows, 1, false),
                                series.autocorrelation()))
                .isGreaterThanOrEqualTo(series.autocorrelationDigits());
    }

    @Test
    void standardTakesTheSampleStdAndTheOrderColumn() {
        double[] rows = {1, NAN, 4, 10};
        double[] days = {0, 1, 3, 9};
        // mean 5; squares 16 + 1 + 25 = 42; days 0, 3, 9 about 4: (16 + 1 + 25) / (16 + 1 + 25)
        assertThat(NaiveReference.defaultFeatures(rows, days, STANDARD))
                .containsExactly(3, 0.25, 5, Math.sqrt(21), 1, 10, 9, 1, 0);
        assertThat(NaiveReference.trend(rows, NO_ORDER, STANDARD)).isEqualTo(4.5);
    }

    @Test
    void standardHasNoSpreadOfOneValueAndNoneAtAllOfAConstant() {
        assertThat(eight(new double[] {5.5}, STANDARD))
                .containsExactly(5.5, NAN, 5.5, 5.5, 0, NAN, 0, 0);
        assertThat(eight(new double[] {7.1, 7.1, 7.1}, STANDARD))
                .containsExactly(7.1 * 3 / 3, 0, 7.1, 7.1, 0, 0, 0, 0);
        assertThat(eight(new double[] {NAN, NAN}, STANDARD))
                .containsExactly(NAN, NAN, NAN, NAN, NAN, NAN, 0, 1);
        assertThat(NaiveReference.trend(new double[] {1, 2}, new double[] {3, 3}, STANDARD))
                .isNaN();
    }

    @Test
    void bothZerosAreOrderedInEveryPreset() {
        double[] rows = {0.0, -0.0, 0.0};
        for (NaivePreset preset : NaivePreset.values()) {
            assertThat(Arrays.copyOfRange(eight(rows, preset), 2, 5))
                    .containsExactly(-0.0, 0.0, 0.0);
        }
    }

    @Test
    void defaultNamesCountTheFeatures() {
        for (NaivePreset preset : NaivePreset.values()) {
            assertThat(NaiveReference.defaultFeatures(new double[] {1, 2}, NO_ORDER, preset))
                    .hasSameSizeAs(NaiveReference.defaultNames(preset));
        }
    }

    private static double[] eight(double[] rows, NaivePreset preset) {
        return NaiveReference.eightFeatures(rows, NO_ORDER, preset);
    }

    private static boolean same(double a, double b) {
        return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
    }
}
