package dev.venturi.pipeline.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyFilterTest {
    private static final int PROBES = 200_000;

    static Stream<Arguments> sizes() {
        return Stream.of(1_000, 50_000, 300_000)
                .flatMap(keys -> Stream.of(0.1, 0.01, 0.001).map(rate -> Arguments.of(keys, rate)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theMeasuredRateOfFalsePositivesIsTheAskedOne(int keys, double rate) {
        KeyFilter filter = KeyFilter.of(keys, rate);
        for (int key = 0; key < keys; key++) {
            filter.add("key " + key);
        }
        // five standard errors of the measurement, and what a filter of so few bits may stray
        double tolerance = 5 * Math.sqrt(rate / PROBES) + 0.25 * rate;
        assertThat(filter.measuredFalsePositiveRate(PROBES, 1)).isCloseTo(rate, within(tolerance));
        assertThat(filter.falsePositiveRate()).isCloseTo(rate, within(tolerance));
        assertThat(filter.askedFalsePositiveRate()).isEqualTo(rate);
        assertThat(filter.bytes()).isEqualTo(KeyFilter.predictedBytes(keys, rate));
    }

    @Test
    void whatWasAddedIsFound() {
        KeyFilter filter = KeyFilter.of(100, 0.01);
        for (int key = 0; key < 10_000; key++) { // far more than it was made for
            filter.add(key);
            filter.add("key " + key);
        }
        byte[] line = "xxkey 77yy".getBytes(StandardCharsets.UTF_8);
        assertThat(filter.mayContain(line, 2, 8)).isTrue();
        for (int key = 0; key < 10_000; key++) {
            assertThat(filter.mayContain(key)).isTrue();
            assertThat(filter.mayContain("key " + key)).isTrue();
        }
        assertThat(filter.measuredFalsePositiveRate(1000, 1)).isGreaterThan(0.99);
    }

    /// What counts a key when it was not found before loses one with every false positive.
    @Test
    void keysAreNotCountedByWhetherTheyWereThere() {
        int keys = 100_000;
        KeyFilter filter = KeyFilter.of(keys / 2, 0.1); // twice as many as it was made for
        long countedAsNew = 0;
        for (int repeat = 0; repeat < 2; repeat++) {
            for (int key = 0; key < keys; key++) {
                countedAsNew += filter.add("key " + key) ? 1 : 0;
            }
        }
        assertThat((double) countedAsNew).isLessThan(0.9 * keys);
        assertThat(filter.estimatedKeys()).isCloseTo(keys, within(0.01 * keys));
    }

    @Test
    void mergedFiltersFindAndCountTheKeysOfBoth() {
        KeyFilter left = KeyFilter.of(20_000, 0.01);
        KeyFilter right = KeyFilter.of(20_000, 0.01);
        for (int key = 0; key < 10_000; key++) {
            left.add(key);
            right.add(key + 5_000);
        }
        left.add(right);
        for (int key = 0; key < 15_000; key++) {
            assertThat(left.mayContain(key)).isTrue();
        }
        assertThat(left.estimatedKeys()).isCloseTo(15_000, within(300.0));
        assertThatThrownBy(() -> left.add(KeyFilter.of(1, 0.01)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be merged");
    }

    @Test
    void aRateOutsideZeroAndOneIsRefused() {
        assertThatThrownBy(() -> KeyFilter.of(10, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyFilter.of(10, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyFilter.of(0, 0.1)).isInstanceOf(IllegalArgumentException.class);
    }
}
