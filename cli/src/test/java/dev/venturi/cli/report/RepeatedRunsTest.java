package dev.venturi.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedRunsTest {
    private static RepeatedRuns.Run run(double wall, double cpu, long peak) {
        return new RepeatedRuns.Run(wall, cpu, peak, 3e6, 0);
    }

    @Test
    void theMiddleAndTheEndsAreTold() {
        RepeatedRuns runs =
                new RepeatedRuns(
                        List.of(
                                run(3, 5, 70_000_000),
                                run(1, 4, 50_000_000),
                                run(2, 9, 60_000_000)),
                        2);

        assertThat(runs.wall()).isEqualTo(new RepeatedRuns.Spread(1, 2, 3));
        assertThat(runs.cpu().median()).isEqualTo(5);
        assertThat(runs.peak().high()).isEqualTo(70_000_000);
    }

    @Test
    void ofAnEvenNumberTheMedianIsBetweenTheMiddleTwo() {
        RepeatedRuns runs = new RepeatedRuns(List.of(run(1, 1, 1), run(2, 1, 1)), 0);

        assertThat(runs.wall().median()).isEqualTo(1.5);
    }
}
