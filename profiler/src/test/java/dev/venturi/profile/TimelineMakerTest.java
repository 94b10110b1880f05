package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineMakerTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private static GpuReading reading(double second, double busy) {
        return new GpuReading(START.plusMillis(Math.round(1e3 * second)), busy);
    }

    private static List<Double> gpu(double durationSeconds, List<GpuReading> readings) {
        Slices slices = new Slices(0.5);
        return TimelineMaker.of(
                        slices,
                        Slices.Kind.CPU,
                        durationSeconds,
                        2,
                        1,
                        time -> START.until(time).toMillis() / 1e3,
                        readings)
                .gpu();
    }

    @Test
    void readingsOfAGpuStandWhereTheRecordingWasThen() {
        List<GpuReading> readings =
                List.of(reading(-3, 0.1), reading(0.6, 0.25), reading(1.7, 0.5), reading(9, 1));

        assertThat(gpu(2.5, readings)).containsExactly(0.1, 0.25, 0.25, 0.5, 0.5);
    }

    @Test
    void ofALongStepTheMeanIsTold() {
        List<GpuReading> readings =
                List.of(reading(0.1, 0.25), reading(1.1, 0.75), reading(2.1, 1));

        List<Double> shown = gpu(800, readings); // steps of 2 s

        assertThat(shown).startsWith(0.5, 1.0, 1.0).hasSize(400);
    }

    @Test
    void withoutAGpuNothingIsTold() {
        assertThat(gpu(10, List.of())).isEmpty();
    }
}
