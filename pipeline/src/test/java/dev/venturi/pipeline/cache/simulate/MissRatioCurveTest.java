package dev.venturi.pipeline.cache.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MissRatioCurveTest {
    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /// Keys of which few are asked for often, in places one after the other.
    private static List<String> keys(long seed, int most) {
        Random random = new Random(seed);
        int different = 1 + random.nextInt(60);
        int length = 1 + random.nextInt(most);
        List<String> keys = new ArrayList<>();
        int scan = 0;
        while (keys.size() < length) {
            keys.add(
                    random.nextInt(4) == 0
                            ? "scan" + scan++ % different
                            : "k" + (int) (different * Math.pow(random.nextDouble(), 3)));
        }
        return keys;
    }

    private static long misses(List<String> keys, int size, boolean accessOrder) {
        Map<String, Boolean> cache = new LinkedHashMap<>(16, 0.75f, accessOrder);
        long misses = 0;
        for (String key : keys) {
            if (cache.get(key) == null) {
                misses++;
                cache.put(key, true);
                if (cache.size() > size) {
                    cache.remove(cache.keySet().iterator().next());
                }
            }
        }
        return misses;
    }

    /// Looks ahead for every entry.
    private static long fewestMisses(List<String> keys, int size) {
        Set<String> cache = new HashSet<>();
        long misses = 0;
        for (int place = 0; place < keys.size(); place++) {
            if (!cache.contains(keys.get(place))) {
                misses++;
                List<String> ahead = keys.subList(place + 1, keys.size());
                if (cache.size() == size) {
                    String gone =
                            cache.stream()
                                    .max((a, b) -> Integer.compare(next(ahead, a), next(ahead, b)))
                                    .orElseThrow();
                    cache.remove(gone);
                }
                cache.add(keys.get(place));
            }
        }
        return misses;
    }

    private static int next(List<String> ahead, String key) {
        int at = ahead.indexOf(key);
        return at < 0 ? Integer.MAX_VALUE : at;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void missesAreThoseOfCachesThatAreRun(long seed) {
        List<String> keys = keys(seed, 600);
        List<Integer> sizes = IntStream.rangeClosed(1, 12).map(i -> i * i).boxed().toList();
        MissRatioCurve curve = MissRatioCurve.of(KeyTrace.of(keys), sizes);
        for (int point = 0; point < sizes.size(); point++) {
            int size = sizes.get(point);
            String at = "seed %d, size %d".formatted(seed, size);
            assertThat(misses(curve, Policy.LRU, point)).as(at).isEqualTo(misses(keys, size, true));
            assertThat(misses(curve, Policy.FIFO, point))
                    .as(at)
                    .isEqualTo(misses(keys, size, false));
            assertThat(misses(curve, Policy.OPTIMUM, point))
                    .as(at)
                    .isEqualTo(fewestMisses(keys, size));
            assertThat(misses(curve, Policy.W_TINY_LFU, point))
                    .as(at)
                    .isBetween(misses(curve, Policy.OPTIMUM, point), (long) keys.size());
        }
        assertThat(curve.different()).isEqualTo(new HashSet<>(keys).size());
        assertThat(misses(curve, Policy.W_TINY_LFU, sizes.size() - 1))
                .isEqualTo(curve.different()); // all of them have room
    }

    private static long misses(MissRatioCurve curve, Policy policy, int point) {
        return Objects.requireNonNull(curve.misses().get(policy)).get(point);
    }

    /// Keys in use and scans of keys that do not come again: the case for more than LRU.
    @Test
    void frequencyBeatsRecencyUnderScans() {
        Random random = new Random(1);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            keys.add(
                    i % 3 == 0
                            ? "once" + i
                            : "hot" + (int) (1000 * Math.pow(random.nextDouble(), 2)));
        }
        MissRatioCurve curve = MissRatioCurve.of(KeyTrace.of(keys), List.of(500));
        assertThat(curve.missRatio(Policy.W_TINY_LFU, 0))
                .isLessThan(curve.missRatio(Policy.LRU, 0) - 0.05);
        assertThat(curve.missRatio(Policy.LRU, 0)).isLessThan(curve.missRatio(Policy.FIFO, 0));
        assertThat(curve.missRatio(Policy.OPTIMUM, 0))
                .isLessThanOrEqualTo(curve.missRatio(Policy.W_TINY_LFU, 0));
    }

    @Test
    void sizesGoFromOneToAllKeys() {
        MissRatioCurve curve = MissRatioCurve.of(KeyTrace.of(keys(7, 5000)), List.of());
        assertThat(curve.sizes().getFirst()).isEqualTo(1);
        assertThat(curve.sizes().getLast()).isEqualTo(curve.different());
        assertThat(curve.sizes()).isSorted().doesNotHaveDuplicates();
        assertThat(curve.missRatio(Policy.LRU, curve.sizes().size() - 1))
                .isEqualTo(curve.leastRatio());
        assertThat(curve.smallestSize(Policy.LRU, curve.leastRatio()))
                .isLessThanOrEqualTo(curve.different());
        assertThat(curve.smallestSize(Policy.LRU, 0)).isZero();
    }

    @Test
    void oneKeyIsATrace() {
        MissRatioCurve curve = MissRatioCurve.of(KeyTrace.of(List.of("a")), List.of());
        assertThat(curve.sizes()).containsExactly(1);
        assertThat(curve.missRatio(Policy.LRU, 0)).isEqualTo(1);
        assertThat(CurveText.of(curve)).contains("1 keys asked for");
        assertThat(CurvePage.of(curve, "a")).contains("<svg");
    }

    @Test
    void sizesBelowOneAreRefused() {
        assertThatThrownBy(() -> MissRatioCurve.of(KeyTrace.of(List.of("a")), List.of(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 1 or more");
    }

    @Test
    void thePageNeedsNothingButItself() {
        String page =
                CurvePage.of(MissRatioCurve.of(KeyTrace.of(keys(3, 500)), List.of()), "a<b>&c");
        assertThat(page)
                .contains("<h1>Misses by size: a&lt;b>&amp;c</h1>")
                .doesNotContain("http")
                .doesNotContain("NaN");
        for (Policy policy : Policy.values()) {
            assertThat(page).contains("class=\"%s\"".formatted(policy.name()));
        }
    }
}
