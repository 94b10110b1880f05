package dev.venturi.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// 730,000 rows against the distributions of the case study; bounds are five standard errors.
class PatientVitalsDistributionTest {
    private static Collected table;

    @BeforeAll
    static void generate() throws IOException {
        table = Collected.of(PatientVitals.of(2_000, 365));
    }

    // oxygen_sat is a normal clipped at 1.5 deviations above its mean, so that with the density f
    // and the upper tail Q there E = 97 - 2 (f - 1.5 Q) and E(z^2) = 1 - Q - 1.5 f + 2.25 Q
    @ParameterizedTest
    @CsvSource({
        "2, 72, 12, 0.05",
        "3, 120, 15, 0.05",
        "4, 80, 10, 0",
        "5, 98.6, 0.5, 0.05",
        "6, 96.9413864, 1.885072, 0.05",
        "7, 16, 4, 0",
    })
    void columnHasItsMeanDeviationAndShareOfGaps(
            int column, double mean, double deviation, double missing) {
        double[] values = table.valid(column);
        int n = values.length;
        double average = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - average) * (v - average)).sum();
        assertThat(average).isCloseTo(mean, within(5 * deviation / Math.sqrt(n)));
        assertThat(Math.sqrt(squares / (n - 1)))
                .isCloseTo(deviation, within(5 * deviation / Math.sqrt(2.0 * n)));
        assertThat(1 - (double) n / table.rows())
                .isCloseTo(missing, within(5 * Math.sqrt(missing * (1 - missing) / table.rows())));
    }

    @Test
    void respiratoryRateIsPoissonByChiSquare() {
        double[] values = table.valid(7);
        double[] observed = new double[41];
        for (double value : values) {
            observed[(int) Math.min(40, value)]++;
        }
        double[] expected = new double[41];
        double logFactorial = 0;
        for (int k = 0; k < 40; k++) {
            logFactorial += k == 0 ? 0 : Math.log(k);
            expected[k] = values.length * Math.exp(k * Math.log(16) - 16 - logFactorial);
        }
        expected[40] = values.length - Arrays.stream(expected).sum();
        assertThatChiSquareFits(observed, expected);
    }

    @Test
    void heartRateIsARoundedNormalByChiSquare() {
        double[] values = table.valid(2);
        // bins of 1.0 between borders at half a decimal; simple integration is exact enough here
        int from = 30;
        double[] observed = new double[84];
        double[] expected = new double[84];
        for (double value : values) {
            int bin = (int) Math.floor(value) - from;
            observed[Math.clamp(bin, 0, 83)]++;
        }
        for (int b = 0; b < 84; b++) {
            double low = b == 0 ? -40 : from + b - 0.05;
            double high = b == 83 ? 190 : from + b + 1 - 0.05;
            expected[b] = values.length * normalShare((low - 72) / 12, (high - 72) / 12);
        }
        assertThatChiSquareFits(observed, expected);
    }

    @Test
    void everyLastDigitIsAboutAsLikely() {
        double[] values = table.valid(3);
        double[] observed = new double[10];
        for (double value : values) {
            observed[(int) Math.rint(value * 10) % 10]++;
        }
        double[] expected = new double[10];
        Arrays.fill(expected, values.length / 10.0);
        assertThatChiSquareFits(observed, expected);
    }

    @Test
    void oxygenIsClippedAt85And100() {
        double[] values = table.valid(6);
        double atTop = Arrays.stream(values).filter(v -> v == 100).count();
        double share = normalShare((99.95 - 97) / 2, 12);
        assertThat(Arrays.stream(values).min().orElseThrow()).isGreaterThanOrEqualTo(85);
        assertThat(Arrays.stream(values).max().orElseThrow()).isEqualTo(100);
        assertThat(atTop / values.length)
                .isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / values.length)));
    }

    @Test
    void columnsAndNeighbouringDaysAreUncorrelated() {
        int n = table.rows();
        double bound = 5 / Math.sqrt(n * 0.9);
        for (int a = 2; a < 8; a++) {
            for (int b = a; b < 8; b++) {
                double[] x = table.columns()[a];
                double[] y = table.columns()[b];
                int shift = a == b ? 1 : 0;
                assertThat(correlation(x, y, shift))
                        .as("columns %d and %d", a, b)
                        .isBetween(-bound, bound);
            }
        }
    }

    private static double correlation(double[] x, double[] y, int shift) {
        int[] rows =
                IntStream.range(0, x.length - shift)
                        .filter(r -> !Double.isNaN(x[r]) && !Double.isNaN(y[r + shift]))
                        .toArray();
        double meanX = Arrays.stream(rows).mapToDouble(r -> x[r]).average().orElseThrow();
        double meanY = Arrays.stream(rows).mapToDouble(r -> y[r + shift]).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int r : rows) {
            double dx = x[r] - meanX;
            double dy = y[r + shift] - meanY;
            xy += dx * dy;
            xx += dx * dx;
            yy += dy * dy;
        }
        return xy / Math.sqrt(xx * yy);
    }

    /// The probability of a standard normal between two borders, by Simpson's rule: not by the
    /// class under test.
    private static double normalShare(double low, double high) {
        int steps = 2_000;
        double width = (high - low) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double x = low + i * width;
            int weight = i == 0 || i == steps ? 1 : i % 2 == 0 ? 2 : 4;
            sum += weight * Math.exp(-x * x / 2);
        }
        return sum * width / 3 / Math.sqrt(2 * Math.PI);
    }

    private static void assertThatChiSquareFits(double[] observed, double[] expected) {
        double chiSquare = 0;
        int bins = 0;
        double restObserved = 0;
        double restExpected = 0;
        for (int k = 0; k < observed.length; k++) {
            if (expected[k] < 10) {
                restObserved += observed[k];
                restExpected += expected[k];
            } else {
                chiSquare += Math.pow(observed[k] - expected[k], 2) / expected[k];
                bins++;
            }
        }
        if (restExpected > 5) {
            chiSquare += Math.pow(restObserved - restExpected, 2) / restExpected;
            bins++;
        }
        int freedom = bins - 1;
        assertThat(chiSquare)
                .isBetween(
                        freedom - 5 * Math.sqrt(2.0 * freedom),
                        freedom + 5 * Math.sqrt(2.0 * freedom));
    }
}
