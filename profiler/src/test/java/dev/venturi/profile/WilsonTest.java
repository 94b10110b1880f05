package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTest {
    @Test
    void agreesWithPublishedIntervals() {
        // Newcombe 1998, table I, method 3: 81/263, 15/148, 0/20, 1/29
        assertThat(Wilson.interval(81, 263)).containsExactly(new double[] {0.2553, 0.3662}, near());
        assertThat(Wilson.interval(15, 148)).containsExactly(new double[] {0.0624, 0.1605}, near());
        assertThat(Wilson.interval(0, 20)).containsExactly(new double[] {0.0000, 0.1611}, near());
        assertThat(Wilson.interval(1, 29)).containsExactly(new double[] {0.0061, 0.1718}, near());
    }

    @Test
    void allHitsEndAtOneAndNothingCountedSaysNothing() {
        assertThat(Wilson.interval(50, 50)[1]).isEqualTo(1);
        assertThat(Wilson.interval(0, 0)).containsExactly(0, 1);
    }

    private static org.assertj.core.data.Offset<Double> near() {
        return within(0.00006);
    }
}
