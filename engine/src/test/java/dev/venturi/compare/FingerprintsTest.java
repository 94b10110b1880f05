package dev.venturi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    @Test
    void repeatedFingerprintIsNoticed() {
        long seed = 3;
        SplittableRandom random = new SplittableRandom(seed);
        Fingerprints fingerprints = new Fingerprints(1 << 22);
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            // clustered low bits, zero among them
            long value = random.nextLong(40_000) << (16 * random.nextInt(3));
            assertThat(fingerprints.add(value)).as("seed %d", seed).isEqualTo(seen.add(value));
        }
    }

    @Test
    void fullSetSaysSo() {
        Fingerprints fingerprints = new Fingerprints(0);
        for (long i = 1; i <= 1024; i++) {
            assertThat(fingerprints.add(i)).isTrue();
        }
        assertThat(fingerprints.add(5_000)).isFalse();
    }
}
