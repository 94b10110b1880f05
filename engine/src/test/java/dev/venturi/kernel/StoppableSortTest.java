package dev.venturi.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoppableSortTest {
    private static final int MANY = 3_000_000;

    @ParameterizedTest(name = "{0} different values")
    @ValueSource(ints = {1, 2, 7, 1000, Integer.MAX_VALUE})
    void valuesStandAsTheLibrarySortsThem(int different) {
        Random random = new Random(different);
        double[] special = {0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE};
        double[] values = new double[MANY];
        for (int i = 0; i < MANY; i++) {
            boolean plain = different > special.length || random.nextInt(4) > 0;
            values[i] = plain ? random.nextInt(different) - 3 : special[random.nextInt(5)];
        }
        double[] expected = values.clone();
        Arrays.sort(expected, 5, MANY - 5);

        StoppableSort.ascending(values, 5, MANY - 5);

        assertThat(Arrays.equals(values, expected)).isTrue();
    }

    @Test
    void valuesInOrderOrAgainstItStandInOrder() {
        double[] values = new double[MANY];
        Arrays.setAll(values, i -> i < MANY / 2 ? i : MANY - i);
        double[] expected = values.clone();
        Arrays.sort(expected);

        StoppableSort.ascending(values, 0, MANY);

        assertThat(Arrays.equals(values, expected)).isTrue();
    }

    @Test
    void interruptEndsIt() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> StoppableSort.ascending(new double[MANY], 0, MANY))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
