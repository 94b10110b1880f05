package dev.venturi.pipeline.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.0004S, 0.4 ms",
        "PT0.25S, 250 ms",
        "PT0.9996S, 1 s",
        "PT1S, 1 s",
        "PT1.5S, 1.5 s",
        "PT12.4S, 12 s",
        "PT3M20S, 3 min 20 s",
        "PT2H5M, 2 h 5 min",
    })
    void spansAreShort(Duration span, String text) {
        assertThat(Spans.text(span)).isEqualTo(text);
    }
}
