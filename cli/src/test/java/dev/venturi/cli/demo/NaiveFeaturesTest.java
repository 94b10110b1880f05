package dev.venturi.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.venturi.cli.demo.NaiveFeatures.At;
import dev.venturi.vectors.ReferenceFeatures;
import dev.venturi.vectors.ReferenceVectors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class NaiveFeaturesTest {
    private static final double NAN = Double.NaN;
    private static final double[] NONE = {NAN, NAN};
    private static final double[] ROWS = {3, NAN, 1, 4, 1, NAN, 5, 9, 2, 6};

    static List<ReferenceFeatures> features() {
        return ReferenceVectors.features();
    }

    @ParameterizedTest
    @MethodSource("features")
    void sumMedianAndQuantilesAreThoseOfNumPyToTheBit(ReferenceFeatures series) {
        double[] rows = series.values();
        double[] found = {
            NaiveFeatures.sum(rows),
            NaiveFeatures.median(rows),
            NaiveFeatures.quantile(rows, 0.1),
            NaiveFeatures.quantile(rows, 0.25),
            NaiveFeatures.quantile(rows, 0.55),
            NaiveFeatures.quantile(rows, 0.9)
        };
        assertThat(found)
                .containsExactly(
                        series.sum(),
                        series.median(),
                        series.quantile10(),
                        series.quantile25(),
                        series.quantile55(),
                        series.quantile90());
    }

    @ParameterizedTest
    @MethodSource("features")
    void skewnessAndKurtosisAreThoseOfPandas(ReferenceFeatures series) {
        assertNear(NaiveFeatures.skewness(series.values()), series.skewness());
        assertNear(NaiveFeatures.kurtosis(series.values()), series.kurtosis());
    }

    @Test
    void missingRowsAreSqueezedOut() {
        assertThat(NaiveFeatures.count(ROWS)).isEqualTo(8);
        assertThat(NaiveFeatures.sum(ROWS)).isEqualTo(31);
        assertThat(NaiveFeatures.first(ROWS)).isEqualTo(3);
        assertThat(NaiveFeatures.last(ROWS)).isEqualTo(6);
        assertThat(NaiveFeatures.median(ROWS)).isEqualTo(3.5);
    }

    @Test
    void windowMeans() {
        // windows of 3: 8/3, 6/3, 10/3, 15/3, 16/3, 17/3
        assertThat(NaiveFeatures.movingAverage(ROWS, 3, At.FIRST)).isEqualTo(8.0 / 3);
        assertThat(NaiveFeatures.movingAverage(ROWS, 3, At.LAST)).isEqualTo(17.0 / 3);
        assertThat(NaiveFeatures.movingAverage(ROWS, 3, At.MIN)).isEqualTo(2);
        assertThat(NaiveFeatures.movingAverage(ROWS, 3, At.MAX)).isEqualTo(17.0 / 3);
        assertThat(NaiveFeatures.movingAverage(ROWS, 9, At.MAX)).isNaN();
    }

    @Test
    void autocorrelationInBothForms() {
        double[] rows = {1, 2, 3, 4};
        // d = -1.5, -0.5, 0.5, 1.5: products 0.75, -0.25, 0.75; squares 5
        assertThat(NaiveFeatures.autocorrelation(rows, 1, false)).isEqualTo(0.25);
        assertThat(NaiveFeatures.autocorrelation(rows, 1, true)).isEqualTo(1.25 / 3 / 1.25);
        assertThat(NaiveFeatures.autocorrelation(rows, 4, false)).isNaN();
        assertThat(NaiveFeatures.autocorrelation(new double[] {7.1, 7.1, 7.1}, 1, false)).isNaN();
    }

    @Test
    void changes() {
        // changes of 3 1 4 1 5 9 2 6: 2, 3, 3, 4, 4, 7, 4
        assertThat(NaiveFeatures.meanAbsChange(ROWS)).isEqualTo(27.0 / 7);
        assertThat(NaiveFeatures.meanChange(ROWS)).isEqualTo(3.0 / 7);
        double[] hours = {10, 11, 12, 13, 14, 15, 16, 17, 18, 22};
        assertThat(NaiveFeatures.rateOfChange(ROWS, hours)).isEqualTo(0.25);
        assertThat(NaiveFeatures.rateOfChange(ROWS, new double[0])).isEqualTo(3.0 / 7);
        assertThat(NaiveFeatures.rateOfChange(ROWS, new double[10])).isNaN();
    }

    @Test
    void aRunIsStrictlyAboveAndGapsDoNotEndIt() {
        assertThat(NaiveFeatures.longestRun(ROWS, 1)).isEqualTo(4);
        assertThat(NaiveFeatures.longestRun(ROWS, 9)).isZero();
        assertThat(NaiveFeatures.longestRun(new double[] {2, NAN, 2, 1, 2}, 1)).isEqualTo(2);
    }

    @Test
    void constantsHaveNoSkewAndNoTails() {
        double[] constant = {7.1, 7.1, 7.1, 7.1};
        assertThat(NaiveFeatures.skewness(constant)).isZero();
        assertThat(NaiveFeatures.kurtosis(constant)).isZero();
    }

    @Test
    void nothingOfNothing() {
        assertThat(
                        new double[] {
                            NaiveFeatures.sum(NONE),
                            NaiveFeatures.median(NONE),
                            NaiveFeatures.quantile(NONE, 0.5),
                            NaiveFeatures.first(NONE),
                            NaiveFeatures.last(NONE),
                            NaiveFeatures.movingAverage(NONE, 1, At.LAST),
                            NaiveFeatures.autocorrelation(NONE, 1, true),
                            NaiveFeatures.meanAbsChange(NONE),
                            NaiveFeatures.meanChange(NONE),
                            NaiveFeatures.rateOfChange(NONE, new double[] {1, 2}),
                            NaiveFeatures.skewness(NONE),
                            NaiveFeatures.kurtosis(NONE)
                        })
                .containsOnly(NAN);
        assertThat(NaiveFeatures.count(NONE)).isZero();
        assertThat(NaiveFeatures.longestRun(NONE, 0)).isZero();
    }

    private static void assertNear(double found, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(found).isNaN();
        } else {
            assertThat(found).isEqualTo(expected, within(1e-10 * Math.max(1, Math.abs(expected))));
        }
    }
}
