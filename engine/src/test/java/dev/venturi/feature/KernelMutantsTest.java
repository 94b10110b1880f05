package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.kernel.Kernels;
import dev.venturi.kernel.ScalarKernels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Loops with their arguments swapped or off by one, each of which the comparison with the plain
/// formulas must notice: otherwise those tests would prove nothing.
class KernelMutantsTest {
    private static final String FEATURES =
            "mean,std,trend,n_anomalies,autocorrelation(2),mean_abs_change,skewness,kurtosis,min";

    private static final Map<String, RecordingKernels> MUTANTS =
            Map.of(
                    "lag and length swapped",
                    new RecordingKernels() {
                        @Override
                        public double laggedProducts(
                                double[] values, int from, int n, int lag, double mean) {
                            return super.laggedProducts(values, from, lag, n, mean);
                        }
                    },
                    "lag one too long",
                    new RecordingKernels() {
                        @Override
                        public double laggedProducts(
                                double[] values, int from, int n, int lag, double mean) {
                            return super.laggedProducts(values, from, n - 1, lag + 1, mean);
                        }
                    },
                    "values and axis swapped",
                    new RecordingKernels() {
                        @Override
                        public void squaresAndAxis(
                                double[] values,
                                double[] axis,
                                int from,
                                int n,
                                double mean,
                                double axisMean,
                                double[] sums) {
                            super.squaresAndAxis(axis, values, from, n, axisMean, mean, sums);
                        }
                    },
                    "mean and centre swapped",
                    new RecordingKernels() {
                        @Override
                        public void squaresAndTrend(
                                double[] values,
                                int from,
                                int n,
                                double mean,
                                double centre,
                                double[] sums) {
                            super.squaresAndTrend(values, from, n, centre, mean, sums);
                        }
                    },
                    "mean and threshold swapped",
                    new RecordingKernels() {
                        @Override
                        public int countBeyond(
                                double[] values, int from, int n, double mean, double threshold) {
                            return super.countBeyond(values, from, n, threshold, mean);
                        }
                    },
                    "extremes swapped",
                    new RecordingKernels() {
                        @Override
                        public int compact(
                                double[] values, int from, int to, double[] out, double[] found) {
                            int n = super.compact(values, from, to, out, found);
                            double least = found[0];
                            found[0] = found[1];
                            found[1] = least;
                            return n;
                        }
                    },
                    "last change forgotten",
                    new RecordingKernels() {
                        @Override
                        public double absoluteChanges(double[] values, int from, int n) {
                            return super.absoluteChanges(values, from, n - 1);
                        }
                    },
                    "cubes and fourth powers swapped",
                    new RecordingKernels() {
                        @Override
                        public void higherPowers(
                                double[] values, int from, int n, double mean, double[] sums) {
                            super.higherPowers(values, from, n, mean, sums);
                            double cubes = sums[0];
                            sums[0] = sums[1];
                            sums[1] = cubes;
                        }
                    });

    @Test
    void everyMutantIsNoticed() {
        assertThat(differsFromPlainFormulas(new ScalarKernels())).isFalse();
        MUTANTS.forEach((mutation, kernels) ->
                assertThat(differsFromPlainFormulas(kernels)).as(mutation).isTrue());
    }

    private static boolean differsFromPlainFormulas(Kernels kernels) {
        List<FeatureDefinition> features = Computed.list(FEATURES, Preset.STANDARD);
        TestSeries series = TestSeries.pulse(40, 0.1, 3);
        for (double[] axis : new double[][] {series.axis(), null}) {
            Computed found = Computed.inMemory(features, kernels, series.values(), null, axis);
            PlainFormulas plain = new PlainFormulas(Preset.STANDARD, series.values(), axis);
            for (int f = 0; f < features.size(); f++) {
                double expected = plain.value(features.get(f));
                if (!(Math.abs(found.values()[f] - expected) <= 1e-9 * Math.abs(expected))) {
                    return true;
                }
            }
        }
        return false;
    }
}
