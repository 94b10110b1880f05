package dev.venturi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheBenchmarkTest {
    @ParameterizedTest
    @ValueSource(strings = {"none", "10m"})
    void everyKeyThatIsAskedForIsThere(String timeToLive) {
        CacheBenchmark benchmark = new CacheBenchmark();
        benchmark.timeToLive = timeToLive;
        benchmark.fill();
        // few keys often: a batch has fewer different ones than rows
        assertThat(benchmark.getAll()).isBetween(1_000, CacheBenchmark.BATCH - 1);
    }
}
