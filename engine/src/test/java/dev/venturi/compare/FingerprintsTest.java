package dev.venturi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {
    @TempDir private Path directory;

    // nothing, one, within memory, at the border of a run, several runs, runs longer than a chunk
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1_000, 1_024, 1_025, 2_048, 50_000, 300_000})
    void oneThatIsThereTwiceIsFoundWhereverItStands(int count) {
        for (long seed = 0; seed < 6; seed++) {
            long[] all = new SplittableRandom(seed).longs().distinct().limit(count).toArray();
            assertThat(hasTwice(all, seed)).as("seed %d", seed).isFalse();
            if (count > 1) {
                SplittableRandom places = new SplittableRandom(-seed);
                int from = places.nextInt(count);
                int to = (from + 1 + places.nextInt(count - 1)) % count;
                all[to] = all[from];
                assertThat(hasTwice(all, seed)).as("seed %d", seed).isTrue();
            }
        }
        assertThat(directory).isEmptyDirectory();
    }

    private boolean hasTwice(long[] all, long seed) {
        long memory = seed % 2 == 0 ? 0 : 12 * 40_000;
        try (Fingerprints fingerprints = new Fingerprints(memory, directory)) {
            for (long fingerprint : all) {
                fingerprints.add(fingerprint);
            }
            return fingerprints.hasTwice();
        }
    }
}
