package dev.venturi.benchmarks.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SketchMemoryTest {
    @Test
    void sketchesAreSmallerThanTheExactWayAndAsPredicted() {
        assertThat(SketchMemory.lines(50_000))
                .hasSize(4)
                .allSatisfy(line -> {
                    assertThat(line.bytes())
                            .isLessThan(line.naive() / 20)
                            .isLessThanOrEqualTo(line.predicted());
                    assertThat(line.found()).isLessThan(5 * line.asked());
                });
    }
}
