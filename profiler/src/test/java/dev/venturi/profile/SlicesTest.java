package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SlicesTest {
    @Test
    void spreadingLosesNothingWhereverItBeginsAndEnds() {
        Slices slices = new Slices(0.1);
        slices.spread(Slices.Kind.IO, 0.05, 0.95, 1);
        slices.spread(Slices.Kind.IO, 0.3, 0.4, 2);
        assertThat(sum(slices, Slices.Kind.IO)).isCloseTo(1.1, within(1e-9));
        assertThat(slices.sum(Slices.Kind.IO, 0)).isCloseTo(0.05, within(1e-9));
        assertThat(slices.sum(Slices.Kind.IO, 3)).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void sumsStayWhenSlicesGrow() {
        Slices slices = new Slices(0.1);
        slices.add(Slices.Kind.CPU, 0.25, 3);
        slices.heap(0.35, 70);
        slices.busy(0.25, 1);
        slices.busy(0.35, 2);
        slices.add(Slices.Kind.CPU, 3_600, 4);
        assertThat(slices.step()).isEqualTo(1.6);
        assertThat(sum(slices, Slices.Kind.CPU)).isEqualTo(7);
        assertThat(slices.sum(Slices.Kind.CPU, 0)).isEqualTo(3);
        assertThat(slices.sum(Slices.Kind.CPU, 2250)).isEqualTo(4);
        assertThat(slices.heap(0)).isEqualTo(70);
        assertThat(slices.busyThreads(0)).isEqualTo(2);
        assertThat(slices.used()).isEqualTo(2251);
    }

    @Test
    void anEventFromBeforeTheRecordingCountsAtItsBeginning() {
        Slices slices = new Slices(0.1);
        slices.spread(Slices.Kind.LOCK, -5, 0.1, 1);
        slices.add(Slices.Kind.CPU, -0.001, 1);
        assertThat(sum(slices, Slices.Kind.LOCK)).isCloseTo(0.1, within(1e-9));
        assertThat(sum(slices, Slices.Kind.CPU)).isEqualTo(1);
    }

    private static double sum(Slices slices, Slices.Kind kind) {
        double sum = 0;
        for (int i = 0; i < slices.used(); i++) {
            sum += slices.sum(kind, i);
        }
        return sum;
    }
}
