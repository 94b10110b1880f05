package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThrottlingTest {
    private final Throttling throttling = new Throttling();

    @Test
    void whatHappenedBeforeTheRecordingDoesNotCount() {
        throttling.add(1_000, 700);
        throttling.add(1_040, 710);
        throttling.add(1_020, 705); // events do not come in order
        assertThat(throttling.share()).isEqualTo(0.25);
    }

    @Test
    void withoutAQuotaOrWithOneReadingNothingIsKnown() {
        assertThat(throttling.share()).isNaN();
        throttling.add(0, 0);
        throttling.add(-1, -1);
        throttling.add(1_000, 700);
        assertThat(throttling.share()).isNaN();
    }
}
