package dev.venturi.pipeline.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuantileSketchTest {
    private static final int VALUES = 50_000;

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
            parts[p] = QuantileSketch.empty();
        }
        random.ints(0, VALUES)
                .distinct()
                .limit(VALUES)
                .forEach(value -> parts[random.nextInt(parts.length)].add(value));
        QuantileSketch all = QuantileSketch.empty();
        for (QuantileSketch part : parts) {
            all.add(QuantileSketch.of(part.toBytes()));
        }
        assertThat(all.count()).isEqualTo(VALUES);
        assertThat(all.rankError()).isBetween(0.01, 0.0166);
        for (double share = 0.05; share < 1; share += 0.05) {
            // twice the error of 99 in 100, for 380 answers
            assertThat(all.quantile(share) / VALUES)
                    .as("seed %d, quantile %.2f", seed, share)
                    .isCloseTo(share, within(2 * all.rankError()));
        }
        assertThat(all.quantile(0)).isZero();
        assertThat(all.quantile(1)).isEqualTo(VALUES - 1);
    }

    @Test
    void fewValuesAreExact() {
        QuantileSketch sketch = QuantileSketch.empty();
        assertThat(sketch.quantile(0.5)).isNaN();
        for (int value = 1; value <= 99; value++) {
            sketch.add(value);
            sketch.add(Double.NaN);
        }
        assertThat(sketch.count()).isEqualTo(99);
        assertThat(sketch.quantile(0.5)).isEqualTo(50);
        assertThat(sketch.rankError()).isZero();
    }
}
