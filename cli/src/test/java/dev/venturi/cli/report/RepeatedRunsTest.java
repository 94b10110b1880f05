package dev.venturi.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.json.JsonWriter;
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
        assertThat(runs.text())
                .isEqualTo(
                        "3 runs, median and range: wall 2.00 s (1.00 s to 3.00 s);"
                                + " CPU 5.00 s (4.00 s to 9.00 s);"
                                + " peak memory 60.0 MB (50.0 MB to 70.0 MB);"
                                + " allocated 3.00 MB (3.00 MB to 3.00 MB)");
    }

    @Test
    void ofAnEvenNumberTheMedianIsBetweenTheMiddleTwo() {
        RepeatedRuns runs = new RepeatedRuns(List.of(run(1, 1, 1), run(2, 1, 1)), 0);

        assertThat(runs.wall().median()).isEqualTo(1.5);
    }

    @Test
    void whatIsNotKnownIsLeftOutAndNullInJson() {
        RepeatedRuns runs = new RepeatedRuns(List.of(run(1, Double.NaN, 0)), 0);

        assertThat(runs.text()).doesNotContain("CPU").doesNotContain("peak");
        assertThat(JsonWriter.pretty(runs.json()).replaceAll("\\s", ""))
                .contains("\"cpuSeconds\":{\"median\":null");
    }
}
