package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveSetShapeTest {
    private static final double MB = 1 << 20;

    private static List<LivePoint> points(IntToDoubleFunction bytes) {
        return IntStream.range(0, 100)
                .mapToObj(i -> new LivePoint(i, (long) bytes.applyAsDouble(i), false))
                .toList();
    }

    @Test
    void aLeakGrowsBeneathItsGarbage() {
        List<LivePoint> leak = points(i -> 50 * MB + i * MB + i * 37 % 11 * 8 * MB);
        assertThat(LiveSetShape.of(leak)).isEqualTo(Shape.GROWING);
        assertThat(LiveSetShape.slope(leak)).isCloseTo(MB, within(0.3 * MB));
    }

    @Test
    void aCacheThatFillsAndStaysIsFlat() {
        assertThat(LiveSetShape.of(points(i -> Math.min(i, 15) * 10 * MB))).isEqualTo(Shape.FLAT);
    }

    @Test
    void whatRisesAndFallsIsASawtooth() {
        assertThat(LiveSetShape.of(points(i -> 20 * MB + i % 10 * 10 * MB)))
                .isEqualTo(Shape.SAWTOOTH);
    }

    @Test
    void littleGrowthOfALargeHeapIsFlat() {
        assertThat(LiveSetShape.of(points(i -> 500 * MB + i * MB / 10))).isEqualTo(Shape.FLAT);
    }

    @Test
    void fewCollectionsSayNothing() {
        assertThat(LiveSetShape.of(points(i -> i * MB).subList(0, 7))).isEqualTo(Shape.UNKNOWN);
        assertThat(LiveSetShape.of(List.of())).isEqualTo(Shape.UNKNOWN);
        assertThat(LiveSetShape.slope(List.of())).isNaN();
    }
}
