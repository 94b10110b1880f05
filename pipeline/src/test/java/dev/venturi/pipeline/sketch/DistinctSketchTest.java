package dev.venturi.pipeline.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistinctSketchTest {
    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static void addText(DistinctSketch sketch, String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        sketch.add(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theEstimateIsWithinFiveStandardErrorsHoweverItIsCut(long seed) {
        Random random = new Random(seed);
        int different = 1 + random.nextInt(200_000);
        DistinctSketch all = DistinctSketch.empty();
        DistinctSketch[] parts =
                IntStream.range(0, 1 + random.nextInt(8))
                        .mapToObj(_ -> DistinctSketch.empty())
                        .toArray(DistinctSketch[]::new);
        for (int i = 0; i < different; i++) {
            String text = seed + ":" + i;
            addText(all, text);
            addText(parts[random.nextInt(parts.length)], text);
            addText(parts[random.nextInt(parts.length)], text); // some of them twice
        }
        DistinctSketch merged = DistinctSketch.empty();
        for (DistinctSketch part : parts) {
            merged.add(DistinctSketch.of(part.toBytes()));
        }
        assertThat(Math.abs(all.estimate() / different - 1))
                .as("seed %d", seed)
                .isLessThan(5 * 0.0092);
        assertThat(Math.abs(merged.estimate() / different - 1))
                .as("seed %d", seed)
                .isLessThan(5 * 0.0108);
        assertThat(all.toBytes().length).isLessThan(2_800);
    }

    @Test
    void theBoundsHoldAboutAsOftenAsTheySay() {
        int within = 0;
        int trials = 400;
        int different = 5_000;
        for (int trial = 0; trial < trials; trial++) {
            DistinctSketch sketch = DistinctSketch.empty();
            for (long i = 0; i < different; i++) {
                sketch.add(trial * 1_000_003L + i);
            }
            within += sketch.lowerBound() <= different && different <= sketch.upperBound() ? 1 : 0;
            assertThat(sketch.relativeError()).isBetween(0.01, 0.03);
        }
        // 380 of 400; the standard deviation is 4.4
        assertThat(within).isGreaterThan(358);
    }

    @Test
    void fewValuesAreCountedExactly() {
        DistinctSketch sketch = DistinctSketch.empty();
        assertThat(sketch.estimate()).isZero();
        assertThat(sketch.relativeError()).isZero();
        for (int repeat = 0; repeat < 100; repeat++) {
            sketch.add(1L);
            sketch.add(0.0);
            sketch.add(-0.0);
            sketch.add(Double.NaN);
            addText(sketch, "1");
            addText(sketch, "");
        }
        assertThat(Math.round(sketch.estimate())).isEqualTo(4);
        assertThat(sketch.toString()).startsWith("about 4 different values, between 4 and ");
    }

    @Test
    void anEmptyOneChangesNothingOnEitherSide() {
        DistinctSketch some = DistinctSketch.empty();
        some.add(1L);
        some.add(DistinctSketch.empty());
        DistinctSketch none = DistinctSketch.empty();
        none.add(some);
        assertThat(none.toBytes()).isEqualTo(some.toBytes());
    }

    @Test
    void otherBytesAreRefused() {
        assertThatThrownBy(() -> DistinctSketch.of(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no sketch");
    }
}
