package dev.venturi.pipeline.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The cache held against a simple model: alone call by call, with others by what must hold
/// whatever the order of events.
class CacheModelTest {
    private static final int KEYS = 40;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /// What a cache is, without bounds and without others.
    private static final class Model {
        final Map<Integer, String> values = new HashMap<>();
        final Map<Integer, Long> ends = new HashMap<>();
        long now;
        long hits;
        long negativeHits;
        long found;
        long absent;
        long failed;
        long insertions;
        long notKept;

        boolean has(int key) {
            return ends.containsKey(key) && now < ends.get(key);
        }

        void store(int key, String value, long nanos) {
            ends.remove(key);
            values.remove(key);
            if (nanos == 0) {
                notKept++;
                return;
            }
            insertions++;
            ends.put(key, now + nanos);
            if (!value.isEmpty()) {
                values.put(key, value);
            }
        }
    }

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// How long a key lives: 0 for some of them.
    private static long seconds(int key) {
        return key % 5 * 7L;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCallAnswersAndCountsAsTheModel(long seed) {
        Random random = new Random(seed);
        Model model = new Model();
        boolean[] broken = new boolean[1];
        int[] version = new int[1];
        List<Set<Integer>> calls = new ArrayList<>();
        LookupCache<Integer, String> cache =
                LookupCache.builder(
                                (Set<Integer> keys) -> {
                                    calls.add(Set.copyOf(keys));
                                    if (broken[0]) {
                                        throw new Broken();
                                    }
                                    Map<Integer, String> found = new HashMap<>();
                                    keys.stream()
                                            .filter(key -> key % 3 > 0)
                                            .forEach(key -> found.put(key, key + "@" + version[0]));
                                    return found;
                                })
                        .timeToLive((key, _) -> Duration.ofSeconds(seconds(key)))
                        .negativeTimeToLive(Duration.ofSeconds(3))
                        .ticker(() -> model.now)
                        .build();
        for (int step = 0; step < 300; step++) {
            String at = "seed %d, step %d".formatted(seed, step);
            int key = random.nextInt(KEYS);
            version[0] = step;
            switch (random.nextInt(10)) {
                case 0 -> {
                    cache.put(key, "put" + step);
                    model.store(key, "put" + step, Duration.ofSeconds(seconds(key)).toNanos());
                }
                case 1 -> {
                    long seconds = random.nextInt(4);
                    cache.put(key, "own" + step, Duration.ofSeconds(seconds));
                    model.store(key, "own" + step, Duration.ofSeconds(seconds).toNanos());
                }
                case 2 -> {
                    cache.invalidate(List.of(key));
                    model.ends.remove(key);
                    model.values.remove(key);
                }
                case 3 -> model.now += random.nextLong(10_000_000_000L);
                default -> {
                    broken[0] = random.nextInt(10) == 0;
                    List<Integer> asked =
                            random.ints(1 + random.nextInt(10), 0, KEYS).boxed().toList();
                    calls.clear();
                    @Nullable Map<Integer, String> answer = null;
                    try {
                        answer = cache.getAll(asked);
                    } catch (Broken _) {
                        assertThat(broken[0]).as(at).isTrue();
                    }
                    @Nullable Map<Integer, String> expected =
                            expected(model, asked, broken[0], step, calls);
                    assertThat(answer).as(at).isEqualTo(expected);
                }
            }
        }
        CacheStatistics counted = cache.statistics();
        assertThat(counted)
                .as("seed %d", seed)
                .returns(model.hits, CacheStatistics::hits)
                .returns(model.negativeHits, CacheStatistics::negativeHits)
                .returns(model.found, CacheStatistics::found)
                .returns(model.absent, CacheStatistics::absent)
                .returns(model.failed, CacheStatistics::failed)
                .returns(model.insertions, CacheStatistics::insertions)
                .returns(model.notKept, CacheStatistics::notKept)
                .returns(0L, CacheStatistics::coalesced)
                .returns(0L, CacheStatistics::evictions);
        assertAddsUp(counted);
    }

    private static @Nullable Map<Integer, String> expected(
            Model model,
            List<Integer> asked,
            boolean broken,
            int version,
            List<Set<Integer>> calls) {
        Map<Integer, String> answer = new HashMap<>();
        Set<Integer> missing = new LinkedHashSet<>();
        for (int key : new LinkedHashSet<>(asked)) {
            if (!model.has(key)) {
                missing.add(key);
            } else if (model.values.containsKey(key)) {
                model.hits++;
                answer.put(key, model.values.get(key));
            } else {
                model.negativeHits++;
            }
        }
        assertThat(calls).isEqualTo(missing.isEmpty() ? List.of() : List.of(missing));
        if (broken && !missing.isEmpty()) {
            model.failed += missing.size();
            return null;
        }
        for (int key : missing) {
            String value = key % 3 > 0 ? key + "@" + version : "";
            if (value.isEmpty()) {
                model.absent++;
                model.store(key, "", Duration.ofSeconds(3).toNanos());
            } else {
                model.found++;
                model.store(key, value, Duration.ofSeconds(seconds(key)).toNanos());
                answer.put(key, value);
            }
        }
        return answer;
    }

    private static void assertAddsUp(CacheStatistics s) {
        assertThat(s.insertions())
                .isEqualTo(
                        s.size()
                                + s.evictions()
                                + s.expirations()
                                + s.replacements()
                                + s.invalidations());
        assertThat(s.gets()).isEqualTo(s.hits() + s.negativeHits() + s.misses());
        assertThat(s.hitRatio()).isBetween(0.0, 1.0);
    }

    static LongStream fewSeeds() {
        return LongStream.range(0, 4);
    }

    /// Values have versions that only grow. Whoever asks after an invalidation has ended gets at
    /// least the version there was before it, and never one that is not there yet.
    @ParameterizedTest
    @MethodSource("fewSeeds")
    void nobodySeesWhatWasInvalidatedBeforeHeAsked(long seed) throws Exception {
        int threads = 8;
        AtomicLongArray versions = new AtomicLongArray(KEYS);
        AtomicLongArray invalidated = new AtomicLongArray(KEYS);
        AtomicLong asked = new AtomicLong();
        AtomicLong failures = new AtomicLong();
        LookupCache<Integer, Long> cache =
                LookupCache.builder(
                                (Set<Integer> keys) -> {
                                    int chance = ThreadLocalRandom.current().nextInt(50);
                                    if (chance == 0) {
                                        throw new Broken();
                                    }
                                    if (chance == 1) {
                                        throw new CancellationException("given up");
                                    }
                                    Map<Integer, Long> found = new HashMap<>();
                                    keys.forEach(key -> found.put(key, versions.get(key)));
                                    return found;
                                })
                        .maximumSize(KEYS / 2)
                        .timeToLive(Duration.ofMillis(1))
                        .jitter(1)
                        .build();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Random random = new Random(seed * threads + t);
            running.add(
                    CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < 3_000; i++) {
                                    step(cache, random, versions, invalidated, asked, failures);
                                }
                            },
                            task -> Thread.ofPlatform().start(task)));
        }
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                .get(60, TimeUnit.SECONDS);
        CacheStatistics counted = cache.statistics();
        assertThat(counted.gets()).as("seed %d", seed).isEqualTo(asked.get());
        assertAddsUp(counted);
        assertThat(counted.failedLoads()).isPositive();
        assertThat(counted.size()).isLessThanOrEqualTo(KEYS / 2);
        assertThat(counted.hits()).isPositive();
        assertThat(failures.get()).isPositive();
    }

    private static void step(
            LookupCache<Integer, Long> cache,
            Random random,
            AtomicLongArray versions,
            AtomicLongArray invalidated,
            AtomicLong asked,
            AtomicLong failures) {
        int key = random.nextInt(KEYS);
        if (random.nextInt(20) == 0) {
            long version = versions.incrementAndGet(key);
            cache.invalidate(List.of(key));
            invalidated.accumulateAndGet(key, version, Math::max);
            return;
        }
        Set<Integer> keys = new LinkedHashSet<>(List.of(key));
        for (int more = random.nextInt(5); more > 0; more--) {
            keys.add(random.nextInt(KEYS));
        }
        long[] atLeast = new long[KEYS];
        keys.forEach(k -> atLeast[k] = invalidated.get(k));
        asked.addAndGet(keys.size());
        try {
            Map<Integer, Long> found = cache.getAll(keys);
            assertThat(found).containsOnlyKeys(keys);
            found.forEach(
                    (k, version) -> assertThat(version).isBetween(atLeast[k], versions.get(k)));
        } catch (Broken | CancellationException _) {
            failures.incrementAndGet();
        }
    }
}
