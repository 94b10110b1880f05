package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FinishedKeysTest {
    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private static boolean add(FinishedKeys keys, String... parts) {
        byte[] bytes = ("##" + String.join("", parts)).getBytes(StandardCharsets.UTF_8);
        int[] ends = new int[parts.length];
        int at = 2; // keys rarely begin at the start of their array
        for (int k = 0; k < parts.length; k++) {
            at += parts[k].getBytes(StandardCharsets.UTF_8).length;
            ends[k] = at;
        }
        return keys.mayHaveEndedBefore(bytes, 2, ends);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void seesExactlyTheKeysThatReturn(long seed) {
        Random random = new Random(seed);
        FinishedKeys keys = new FinishedKeys();
        Set<String> seen = new HashSet<>();
        int range = 1 + random.nextInt(20_000);
        int ascending = random.nextInt(3_000); // a clean beginning, then anything
        for (int i = 0; i < 5_000; i++) {
            int number = i < ascending ? i : random.nextInt(range);
            String first = Integer.toString(number / 7);
            String second = "k" + number % 7;
            assertThat(add(keys, first, second))
                    .as("seed %d, key %d", seed, i)
                    .isEqualTo(!seen.add(first + "," + second));
        }
    }

    @Test
    void partsAreNotRunTogether() {
        FinishedKeys keys = new FinishedKeys();
        assertThat(add(keys, "b", "")).isFalse();
        assertThat(add(keys, "ab", "c")).isFalse();
        assertThat(add(keys, "a", "bc")).isFalse();
        assertThat(add(keys, "a", "bc")).isTrue();
    }

    @Test
    void theWholeTableAsOneEntityIsSeenOnce() {
        FinishedKeys keys = new FinishedKeys();
        assertThat(add(keys)).isFalse();
        assertThat(add(keys)).isTrue();
    }
}
