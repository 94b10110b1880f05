package dev.venturi.pipeline.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileSketchTest {
    private static final int VALUES = 50_000;
    private static final double ERROR = 0.02;

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    /// The values are 0 to n - 1 in random order, so each is its own rank.
    @ParameterizedTest
    @MethodSource("seeds")
    void ranksAreWithinTheStatedErrorHoweverItIsCut(long seed) {
        Random random = new Random(seed);
        QuantileSketch[] parts = new QuantileSketch[1 + random.nextInt(6)];
        for (int p = 0; p < parts.length; p++) {
            parts[p] = QuantileSketch.empty(ERROR);
        }
        random.ints(0, VALUES)
                .distinct()
                .limit(VALUES)
                .forEach(value -> parts[random.nextInt(parts.length)].add(value));
        QuantileSketch all = QuantileSketch.empty(ERROR);
        for (QuantileSketch part : parts) {
            all.add(QuantileSketch.of(part.toBytes()));
        }
        assertThat(all.count()).isEqualTo(VALUES);
        assertThat(all.rankError()).isBetween(0.003, ERROR);
        assertThat(all.bytes()).isLessThan(20_000);
        for (double share = 0.05; share < 1; share += 0.05) {
            assertThat(all.quantile(share) / VALUES)
                    .as("seed %d, quantile %.2f", seed, share)
                    .isCloseTo(share, within(all.rankError()));
        }
        assertThat(all.quantile(0)).isZero();
        assertThat(all.quantile(1)).isEqualTo(VALUES - 1);
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                order("ascending", i -> i),
                order("descending", i -> -i),
                order("to the middle", i -> i % 2 == 0 ? i : -i),
                order("days of the week", i -> i % 7),
                order("as many as one level holds", i -> i % 165),
                order("twice as many", i -> i % 330),
                order("a power of two", i -> i % 512),
                order("blocks", i -> i / 165 % 2));
    }

    private static Arguments order(String name, IntToDoubleFunction value) {
        return Arguments.of(name, value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void ordersThatRepeatDoNotAddUpTheirErrors(String name, IntToDoubleFunction value) {
        double[] values = new double[300_000];
        Arrays.setAll(values, value);
        QuantileSketch sketch = QuantileSketch.empty(ERROR);
        for (double one : values) {
            sketch.add(one);
        }
        Arrays.sort(values);
        assertThat(sketch.rankError()).isLessThanOrEqualTo(ERROR);
        for (double share = 0.01; share < 1; share += 0.01) {
            int at = (int) Math.ceil(share * values.length) - 1;
            int off = (int) (sketch.rankError() * values.length);
            assertThat(sketch.quantile(share))
                    .as("%s, quantile %.2f", name, share)
                    .isBetween(
                            values[Math.max(0, at - off)],
                            values[Math.min(values.length - 1, at + off)]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.1, 0.02, 0.01, 0.001})
    void theErrorIsNeverMoreThanAsked(double error) {
        QuantileSketch sketch = QuantileSketch.empty(error);
        Random random = new Random(1);
        double worst = 0;
        for (int i = 0; i < 200_000; i++) {
            sketch.add(random.nextDouble());
            worst = Math.max(worst, sketch.rankError());
        }
        assertThat(worst).isBetween(0.5 * error, error);
    }

    @Test
    void theSameValuesGiveTheSameBitsAlsoWhenTheStateHasLeftMemory() {
        QuantileSketch whole = QuantileSketch.empty(ERROR);
        QuantileSketch moved = QuantileSketch.empty(ERROR);
        Random random = new Random(7);
        for (int i = 0; i < VALUES; i++) {
            double value = random.nextGaussian();
            whole.add(value);
            moved.add(value);
            if (i % 997 == 0) {
                moved = QuantileSketch.of(moved.toBytes());
                moved.quantile(0.5);
            }
        }
        assertThat(moved.toBytes()).isEqualTo(whole.toBytes());
    }

    @Test
    void fewValuesAreExact() {
        QuantileSketch sketch = QuantileSketch.empty(ERROR);
        assertThat(sketch.quantile(0.5)).isNaN();
        for (int value = 1; value <= 99; value++) {
            sketch.add(value);
            sketch.add(Double.NaN);
        }
        assertThat(sketch.count()).isEqualTo(99);
        assertThat(sketch.quantile(0.5)).isEqualTo(50);
        assertThat(sketch.rankError()).isZero();
    }

    @Test
    void anEmptyOneChangesNothingOnEitherSide() {
        QuantileSketch some = QuantileSketch.empty(ERROR);
        for (int value = 0; value < 1_000; value++) {
            some.add(value);
        }
        byte[] before = some.toBytes();
        some.add(QuantileSketch.empty(ERROR));
        assertThat(some.toBytes()).isEqualTo(before);
        QuantileSketch none = QuantileSketch.empty(ERROR);
        none.add(some);
        assertThat(none.toBytes()).isEqualTo(before);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        QuantileSketch sketch = QuantileSketch.empty(ERROR);
        assertThatThrownBy(() -> sketch.add(QuantileSketch.empty(0.01)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("make both for the same error");
        assertThatThrownBy(() -> QuantileSketch.of(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no sketch");
        assertThatThrownBy(() -> QuantileSketch.empty(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0: expected 5.0E-4 or more");
    }
}
