package dev.venturi.kernel;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.kernel.KernelCase.Content;
import dev.venturi.vectors.ReferenceSeries;
import dev.venturi.vectors.ReferenceVectors;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What all implementations of [Kernels] answer, bit for bit.
abstract class KernelsContract {
    private final Kernels kernels = kernels();
    private final Kernels naive = new NaiveKernels();

    /// The implementation under test, with scratch memory of its own.
    abstract Kernels kernels();

    @ParameterizedTest
    @EnumSource
    void everyLengthUpTo300AndTheBordersGiveTheBitsOfTheNaiveForm(Content content) {
        IntStream.concat(
                        IntStream.rangeClosed(0, 300),
                        IntStream.of(511, 512, 513, 1023, 1024, 1025, 2056, 4095, 4104, 8191, 8192))
                .forEach(n -> sameAsNaive(KernelCase.of(n, n, content)));
    }

    @Test
    void twoThousandSeededSeriesGiveTheBitsOfTheNaiveForm() {
        for (long seed = 0; seed < 2000; seed++) {
            sameAsNaive(KernelCase.of(seed, new Random(seed).nextInt(800)));
        }
    }

    @Test
    void theFirstMethodsLeaveNothingBehindForTheNextLength() {
        for (int n : new int[] {8192, 3, 129, 8, 0, 1000, 7, 128, 8191, 1}) {
            sameAsNaive(KernelCase.of(n, n, Content.MAGNITUDES));
        }
    }

    @Test
    void signedZerosAreOrderedWhereverTheyStand() {
        for (int n = 1; n <= 40; n++) {
            for (int odd = 0; odd < n; odd++) {
                double[] values = new double[n];
                values[odd] = -0.0;
                assertThat(extremes(values)).containsExactly(bits(-0.0, n == 1 ? -0.0 : 0.0));
                Arrays.fill(values, -0.0);
                values[odd] = 0.0;
                assertThat(extremes(values)).containsExactly(bits(n == 1 ? 0.0 : -0.0, 0.0));
            }
        }
    }

    @Test
    void extremesOfNothingAreTheInfinitiesTheWrongWayRound() {
        double[] gaps = new double[19];
        Arrays.fill(gaps, Double.NaN);
        long[] none = bits(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(extremes(gaps)).containsExactly(none);
        assertThat(extremes(new double[0])).containsExactly(none);
    }

    @Test
    void compactionTakesAnyLength() {
        KernelCase c = KernelCase.of(5, 20_000, Content.DECIMALS);
        double[] gappy = c.gappy().clone();
        gappy[3] = Double.NaN;
        double[] out = new double[gappy.length + 8];
        double[] expected = new double[gappy.length + 8];
        double[] extremes = new double[2];
        int valid = kernels.compact(gappy, 0, gappy.length, out, extremes);
        assertThat(valid).isEqualTo(naive.compact(gappy, 0, gappy.length, expected, extremes));
        assertThat(Arrays.copyOf(out, valid)).isEqualTo(Arrays.copyOf(expected, valid));
    }

    @Test
    void countBeyondTakesAnyLengthAndIsStrict() {
        double[] values = new double[20_000];
        Arrays.setAll(values, i -> i % 3);
        assertThat(kernels.countBeyond(values, 0, values.length, 1.0, 1.0)).isZero();
        assertThat(kernels.countBeyond(values, 0, values.length, 1.0, Math.nextDown(1.0)))
                .isEqualTo(13_333);
    }

    @Test
    void moreThanABlockOrOutsideTheArrayIsRefused() {
        double[] values = new double[8193];
        assertThatThrownBy(() -> kernels.sum(values, 0, 8193))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a block has at most 8,192 values, found 8,193");
        assertThatThrownBy(() -> kernels.squares(values, 8190, 4, 0.0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> kernels.absoluteChanges(values, 8190, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> kernels.laggedProducts(values, 8190, 2, 2, 0.0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    /// Mean, std, extremes, trend and anomalies of the naive pipeline under NumPy, of every
    /// committed series, from nothing but kernels.
    @Test
    void theOriginalsAnswersComeOutOfTheKernels() {
        assertThat(ReferenceVectors.all())
                .allSatisfy(series ->
                        assertThat(bits(caseV1(series)))
                                .as(series.name())
                                .isEqualTo(bits(Arrays.copyOf(series.v1(), 7))));
    }

    private double[] caseV1(ReferenceSeries series) {
        double[] rows = series.values();
        double[] valid = new double[rows.length + 8];
        double[] extremes = new double[2];
        int n = kernels.compact(rows, 0, rows.length, valid, extremes);
        if (n == 0) {
            double nan = Double.NaN;
            return new double[] {nan, nan, nan, nan, nan, nan, 0.0};
        }
        double sum = 0.0;
        for (int start = 0; start < n; start += Kernels.BLOCK) {
            sum += kernels.sum(valid, start, Math.min(Kernels.BLOCK, n - start));
        }
        double mean = sum / n;
        double centre = -(n - 1) / 2.0;
        double squares = 0.0;
        double products = 0.0;
        double axisSquares = 0.0;
        double[] sums = new double[2];
        double[] ramp = new double[n];
        Arrays.setAll(ramp, i -> centre + i);
        for (int start = 0; start < n; start += Kernels.BLOCK) {
            int length = Math.min(Kernels.BLOCK, n - start);
            kernels.squaresAndTrend(valid, start, length, mean, centre + start, sums);
            squares += sums[0];
            products += sums[1];
            axisSquares += kernels.squares(ramp, start, length, 0.0);
        }
        double std = Math.sqrt(squares / n);
        int beyond = std > 0 ? kernels.countBeyond(valid, 0, n, mean, 2 * std) : 0;
        double trend = n == 1 ? 0.0 : products / axisSquares;
        return new double[] {
            mean, std, extremes[0], extremes[1], extremes[1] - extremes[0], trend, beyond
        };
    }

    /// One NaN is as good as another: which of two payloads an addition keeps is the compiler's
    /// choice.
    private void sameAsNaive(KernelCase c) {
        Map<String, double[]> expected = KernelResults.of(naive, c);
        KernelResults.of(kernels, c)
                .forEach((method, found) -> {
                    double[] right = Objects.requireNonNull(expected.get(method));
                    if (!Arrays.equals(found, right)) {
                        assertThat(hex(found))
                                .as("%s of %s", method, c.name())
                                .isEqualTo(hex(right));
                    }
                });
    }

    private static String hex(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toHexString).collect(joining(" "));
    }

    private long[] extremes(double[] values) {
        double[] extremes = new double[2];
        kernels.compact(values, 0, values.length, new double[values.length + 8], extremes);
        return bits(extremes);
    }

    private static long[] bits(double... numbers) {
        return Arrays.stream(numbers).mapToLong(Double::doubleToLongBits).toArray();
    }
}
