package dev.venturi.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.report.ProgressLine.Pace;
import dev.venturi.cli.report.ProgressLine.State;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final long SECOND = 1_000_000_000L;
    private final Pace pace = new Pace();

    @Test
    void saysHowFarHowFastAndHowLongStill() {
        pace.add(0, new State(0, 0));
        pace.add(3 * SECOND / 2, new State(0.42, 12_300_000));
        assertThat(pace.text()).isEqualTo(" 42 %  12,300,000 rows  8.20 M rows/s  2 s left");
    }

    @Test
    void aSlowBeginningIsForgotten() {
        pace.add(0, new State(0, 0));
        for (int second = 60; second <= 70; second++) {
            pace.add(second * SECOND, new State((second - 59) * 0.05, (second - 59) * 1000L));
        }
        assertThat(pace.text()).isEqualTo(" 55 %  11,000 rows  1.00 k rows/s  9 s left");
    }

    @Test
    void beforeAnythingIsDoneNothingIsShown() {
        pace.add(0, new State(0, 0));
        assertThat(pace.text()).isEmpty();
        pace.add(SECOND, new State(0, 0));
        assertThat(pace.text()).isEmpty();
    }

    @Test
    void moreThanAllIsAll() {
        pace.add(0, new State(0, 0));
        pace.add(10 * SECOND, new State(1.2, 10));
        assertThat(pace.text()).isEqualTo("100 %  10 rows  1 rows/s  0 s left");
    }

    @Test
    void everyStepHasItsOwnPace() {
        pace.add(0, State.of("reading", 0));
        pace.add(SECOND, State.of("reading", 0.9));
        assertThat(pace.text()).isEqualTo(" 90 %  reading  0 s left");
        pace.add(2 * SECOND, State.of("joining", 0));
        assertThat(pace.text()).isEmpty();
        pace.add(4 * SECOND, State.of("joining", 0.5));
        assertThat(pace.text()).isEqualTo(" 50 %  joining  2 s left");
    }
}
