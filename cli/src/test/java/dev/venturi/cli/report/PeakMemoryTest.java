package dev.venturi.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeakMemoryTest {
    @Test
    void theHighWaterMarkIsRead() {
        assertThat(
                        PeakMemory.parse(
                                "Name:\tjava\nVmPeak:\t 9 kB\nVmHWM:\t  118000 kB\nVmRSS: 5 kB\n"))
                .hasValue(118_000 * 1024L);
    }

    @Test
    void withoutOneThereIsNone() {
        assertThat(PeakMemory.parse("Name:\tjava\n")).isEmpty();
    }
}
