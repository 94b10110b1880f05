package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseListTest {
    @Test
    void aThreadThatHardlyEverHasATaskWaits() {
        assertThat(bound(0.04, 24.1)).isEqualTo(Bound.WAIT);
        assertThat(bound(12, 12)).isEqualTo(Bound.CPU);
    }

    private static Bound bound(double cpu, double idle) {
        ThreadUse pool = new ThreadUse("pool-#", 1, false, 4, cpu, 0, 0, 0, idle, 24.2, 0, 24.2);
        return PhaseList.ofThreads(List.of(pool)).getFirst().bound();
    }
}
