package dev.venturi.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.report.ProgressLine.State;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    @Test
    void saysHowFarHowFastAndHowLongStill() {
        assertThat(ProgressLine.text(new State(0.42, 12_300_000), 1.5))
                .isEqualTo(" 42 %  12,300,000 rows  8.20 M rows/s  2.07 s left");
    }

    @Test
    void beforeAnythingIsKnownThereIsNoPercentage() {
        assertThat(ProgressLine.text(new State(-1, 0), 0.5)).isEqualTo("0 rows  0 rows/s");
    }

    @Test
    void moreThanAllIsAll() {
        assertThat(ProgressLine.text(new State(1.2, 10), 10))
                .isEqualTo("100 %  10 rows  1 rows/s  0.00 s left");
    }
}
