package dev.venturi.pipeline.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookupCacheTest {
    private final Source source = Source.ofNaturals();
    private final long[] now = new long[1];

    private LookupCache.Builder<Integer, String> builder() {
        return LookupCache.builder(source).ticker(() -> now[0]);
    }

    private void pass(Duration time) {
        now[0] += time.toNanos();
    }

    @Test
    void whatIsThereIsNotLoadedAgain() {
        try (LookupCache<Integer, String> cache = builder().build()) {
            assertThat(cache.get(1)).contains("v1");
            assertThat(cache.get(1)).contains("v1");
            assertThat(source.calls).containsExactly(Set.of(1));
            assertThat(cache.statistics())
                    .returns(1L, CacheStatistics::hits)
                    .returns(1L, CacheStatistics::found)
                    .returns(2L, CacheStatistics::gets)
                    .returns(0.5, CacheStatistics::hitRatio);
        }
    }

    @Test
    void allMissingKeysAreLoadedInOnePiece() {
        try (LookupCache<Integer, String> cache = builder().build()) {
            cache.get(2);
            assertThat(cache.getAll(List.of(1, 2, 3, 3, -1, 1)))
                    .isEqualTo(Map.of(1, "v1", 2, "v2", 3, "v3"));
            assertThat(source.calls).containsExactly(Set.of(2), Set.of(1, 3, -1));
            assertThat(cache.statistics())
                    .returns(5L, CacheStatistics::gets)
                    .returns(1L, CacheStatistics::hits)
                    .returns(3L, CacheStatistics::found)
                    .returns(1L, CacheStatistics::absent)
                    .returns(2L, CacheStatistics::loads);
        }
    }

    @Test
    void thatAKeyHasNoValueIsKept() {
        try (LookupCache<Integer, String> cache = builder().build()) {
            assertThat(cache.get(-1)).isEmpty();
            assertThat(cache.get(-1)).isEmpty();
            assertThat(cache.getAll(List.of(-1))).isEmpty();
            assertThat(source.calls).hasSize(1);
            assertThat(cache.statistics().negativeHits()).isEqualTo(2);
        }
    }

    @Test
    void aTimeToLiveOfZeroMeansDoNotKeep() {
        try (LookupCache<Integer, String> cache = builder().timeToLive(Duration.ZERO).build()) {
            assertThat(cache.get(1)).contains("v1");
            assertThat(cache.get(1)).contains("v1");
            assertThat(cache.getAll(List.of(1, 2))).hasSize(2);
            assertThat(source.calls).hasSize(3);
            assertThat(cache.statistics())
                    .returns(0L, CacheStatistics::size)
                    .returns(0L, CacheStatistics::insertions)
                    .returns(4L, CacheStatistics::notKept);
        }
    }

    @Test
    void aTimeToLiveOfZeroForOneEntryRemovesWhatWasKept() {
        try (LookupCache<Integer, String> cache =
                builder().timeToLive(Duration.ofHours(1)).build()) {
            cache.put(1, "old");
            cache.put(1, "new", Duration.ZERO);
            assertThat(cache.get(1)).contains("v1");
            assertThat(source.calls).hasSize(1);
        }
    }

    @Test
    void zeroOfTheFunctionForEachEntryCountsToo() {
        try (LookupCache<Integer, String> cache =
                builder()
                        .timeToLive((key, _) -> key == 1 ? Duration.ZERO : Duration.ofSeconds(key))
                        .build()) {
            cache.getAll(List.of(1, 2, 100));
            cache.getAll(List.of(1, 2, 100));
            pass(Duration.ofSeconds(2));
            cache.getAll(List.of(1, 2, 100));
            assertThat(source.calls).containsExactly(Set.of(1, 2, 100), Set.of(1), Set.of(1, 2));
        }
    }

    @Test
    void whatHasNoValueMayLiveShorter() {
        try (LookupCache<Integer, String> cache =
                builder()
                        .timeToLive(Duration.ofHours(1))
                        .negativeTimeToLive(Duration.ZERO)
                        .build()) {
            cache.getAll(List.of(1, -1));
            cache.getAll(List.of(1, -1));
            assertThat(source.calls).containsExactly(Set.of(1, -1), Set.of(-1));
        }
    }

    @Test
    void anEntryExpiresWhenItsTimeIsOverAndNotBefore() {
        try (LookupCache<Integer, String> cache =
                builder().timeToLive(Duration.ofSeconds(10)).build()) {
            cache.get(1);
            pass(Duration.ofSeconds(10).minusNanos(1));
            cache.get(1); // does not lengthen its life
            assertThat(source.calls).hasSize(1);
            pass(Duration.ofNanos(1));
            cache.get(1);
            assertThat(source.calls).hasSize(2);
            assertThat(cache.statistics().expirations()).isEqualTo(1);
        }
    }

    @Test
    void aTimeOfItsOwnOverridesThatOfTheCache() {
        try (LookupCache<Integer, String> cache =
                builder().timeToLive(Duration.ofSeconds(1)).build()) {
            cache.put(1, "put", Duration.ofDays(400 * 365)); // longer than a long of nanoseconds
            pass(Duration.ofDays(365));
            assertThat(cache.get(1)).contains("put");
        }
    }

    @Test
    void negativeTimesAreRefused() {
        assertThatThrownBy(() -> builder().timeToLive(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected zero (do not keep) or more");
    }

    @Test
    void jitterSpreadsWhatWasStoredTogetherAndLengthensNothing() {
        try (LookupCache<Integer, String> cache =
                builder().timeToLive(Duration.ofSeconds(1000)).jitter(0.5).build()) {
            List<Integer> keys = IntStream.range(0, 10_000).boxed().toList();
            cache.warm(keys, 500);
            assertThat(source.calls).hasSize(20);
            assertThat(cache.statistics().gets()).isZero();
            source.calls.clear();
            pass(Duration.ofSeconds(500).minusNanos(1));
            cache.warm(keys, 10_000);
            assertThat(source.calls).isEmpty();
            pass(Duration.ofSeconds(250));
            long gone = 10_000L - cache.getAll(keys).size() + source.calls.getFirst().size();
            assertThat(gone).isBetween(4_500L, 5_500L); // 10 standard deviations are 500
            source.calls.clear();
            pass(Duration.ofSeconds(1000));
            cache.getAll(keys);
            assertThat(source.calls.getFirst()).hasSize(10_000);
        }
    }

    @Test
    void theNumberOfEntriesIsBounded() {
        try (LookupCache<Integer, String> cache = builder().maximumSize(10).build()) {
            cache.getAll(IntStream.range(0, 1000).boxed().toList());
            CacheStatistics statistics = cache.statistics();
            assertThat(statistics.size()).isEqualTo(10);
            assertThat(statistics.evictions()).isEqualTo(990);
        }
    }

    @Test
    void aCacheOfNoEntriesKeepsNone() {
        try (LookupCache<Integer, String> cache = builder().maximumSize(0).build()) {
            cache.get(1);
            assertThat(cache.get(1)).contains("v1");
            assertThat(source.calls).hasSize(2);
            assertThat(cache.statistics().size()).isZero();
        }
    }

    @Test
    void theWeightOfEntriesIsBounded() {
        try (LookupCache<Integer, String> cache =
                builder()
                        .maximumWeight(100, (_, value) -> value.map(String::length).orElse(1))
                        .build()) {
            for (int key = 10; key < 100; key++) {
                cache.get(key); // 3 each
            }
            assertThat(cache.statistics().size()).isEqualTo(33);
            cache.put(1, "x".repeat(101));
            assertThat(cache.statistics().size()).isLessThanOrEqualTo(33);
            assertThat(cache.get(1)).contains("v1");
        }
    }

    @Test
    void aFailureIsNotKept() {
        AtomicBoolean broken = new AtomicBoolean(true);
        IllegalStateException failure = new IllegalStateException("database away");
        Source failing =
                new Source(key -> {
                    if (broken.get()) {
                        throw failure;
                    }
                    return "v" + key;
                });
        try (LookupCache<Integer, String> cache = LookupCache.builder(failing).build()) {
            cache.put(2, "kept");
            assertThatThrownBy(() -> cache.getAll(List.of(1, 2))).isSameAs(failure);
            broken.set(false);
            assertThat(cache.get(1)).contains("v1");
            assertThat(cache.statistics())
                    .returns(1L, CacheStatistics::failed)
                    .returns(1L, CacheStatistics::failedLoads)
                    .returns(1L, CacheStatistics::hits)
                    .returns(1L, CacheStatistics::found)
                    .returns(3L, CacheStatistics::gets);
        }
    }

    @Test
    void aFailingTimeToLiveIsAFailureOfTheLoad() {
        try (LookupCache<Integer, String> cache =
                builder().timeToLive((_, _) -> Duration.ofSeconds(-1)).build()) {
            assertThatThrownBy(() -> cache.get(1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> cache.get(1)).isInstanceOf(IllegalArgumentException.class);
            assertThat(source.calls).hasSize(2);
        }
    }

    @Test
    void aLoaderMustNotAskItsOwnCache() {
        AtomicReference<LookupCache<Integer, String>> itself = new AtomicReference<>();
        try (LookupCache<Integer, String> cache =
                LookupCache.builder((Set<Integer> _) ->
                                Objects.requireNonNull(itself.get()).getAll(List.of(2)))
                        .build()) {
            itself.set(cache);
            assertThatThrownBy(() -> cache.get(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a loader asks the cache that it loads for");
        }
    }

    @Test
    void keysThatWereNotAskedForAreIgnored() {
        try (LookupCache<Integer, String> cache =
                LookupCache.builder((Set<Integer> _) -> Map.of(1, "one", 2, "two")).build()) {
            assertThat(cache.getAll(List.of(1))).isEqualTo(Map.of(1, "one"));
            assertThat(cache.statistics().size()).isEqualTo(1);
        }
    }

    @Test
    void whatIsInvalidatedIsLoadedAnew() {
        try (LookupCache<Integer, String> cache = builder().build()) {
            cache.getAll(List.of(1, 2));
            cache.invalidate(List.of(1));
            cache.getAll(List.of(1, 2));
            assertThat(source.calls).containsExactly(Set.of(1, 2), Set.of(1));
            assertThat(cache.statistics().invalidations()).isEqualTo(1);
        }
    }

    @Test
    void aLaterValueTakesThePlaceOfTheEarlier() {
        try (LookupCache<Integer, String> cache = builder().build()) {
            cache.put(1, "a");
            cache.put(1, "b");
            assertThat(cache.get(1)).isEqualTo(Optional.of("b"));
            assertThat(cache.statistics())
                    .returns(2L, CacheStatistics::insertions)
                    .returns(1L, CacheStatistics::replacements)
                    .returns(1L, CacheStatistics::size);
        }
    }

    @Test
    void hotKeysSurviveAScan() {
        try (LookupCache<Integer, String> cache = builder().maximumSize(100).build()) {
            List<Integer> hot = IntStream.range(0, 50).boxed().toList();
            for (int i = 0; i < 20; i++) {
                cache.getAll(hot);
            }
            source.calls.clear();
            for (int key = 1000; key < 11_000; key++) {
                cache.get(key);
            }
            cache.getAll(hot);
            Set<Integer> lost = new TreeSet<>();
            source.calls.forEach(lost::addAll);
            lost.removeIf(key -> key >= 1000);
            assertThat(lost).hasSizeLessThan(5); // LRU would have lost all of them
        }
    }
}
