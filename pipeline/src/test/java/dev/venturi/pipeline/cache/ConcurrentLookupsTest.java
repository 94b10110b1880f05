package dev.venturi.pipeline.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Several threads that want the same keys at the same time.
class ConcurrentLookupsTest {
    private static final int SECONDS = 30;

    private final CountDownLatch loading = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();

    /// Holds the first call until it may end.
    private void holdFirst() {
        if (calls.incrementAndGet() == 1) {
            loading.countDown();
            await(mayEnd);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Starts somebody who asks and gives him back once he waits.
    private static Thread waiting(Runnable asking) {
        Thread thread = Thread.ofPlatform().start(asking);
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void missesOfOneKeyAreLoadedOnce() throws Exception {
        LookupCache<Integer, String> cache =
                LookupCache.builder(
                                (Set<Integer> keys) -> {
                                    holdFirst();
                                    return Map.of(keys.iterator().next(), "value");
                                })
                        .build();
        CompletableFuture<Optional<String>> first =
                CompletableFuture.supplyAsync(() -> cache.get(1));
        await(loading);
        List<CompletableFuture<Optional<String>>> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
            waiting(() -> answer.complete(cache.get(1)));
            others.add(answer);
        }
        mayEnd.countDown();
        assertThat(first.get(SECONDS, TimeUnit.SECONDS)).contains("value");
        for (CompletableFuture<Optional<String>> other : others) {
            assertThat(other.get(SECONDS, TimeUnit.SECONDS)).contains("value");
        }
        assertThat(calls).hasValue(1);
        assertThat(cache.statistics())
                .returns(8L, CacheStatistics::coalesced)
                .returns(1L, CacheStatistics::found)
                .returns(9L, CacheStatistics::gets);
    }

    @Test
    void batchesThatShareKeysLoadEachOnce() throws Exception {
        Source source = Source.ofNaturals();
        LookupCache<Integer, String> cache =
                LookupCache.builder(
                                (Set<Integer> keys) -> {
                                    holdFirst();
                                    return source.load(keys);
                                })
                        .build();
        CompletableFuture<Map<Integer, String>> first =
                CompletableFuture.supplyAsync(() -> cache.getAll(List.of(1, 2, 3)));
        await(loading);
        CompletableFuture<Map<Integer, String>> second = new CompletableFuture<>();
        waiting(() -> second.complete(cache.getAll(List.of(2, 3, 4))));
        // 4 is there before 2 and 3 are waited for
        assertThat(source.calls).containsExactly(Set.of(4));
        mayEnd.countDown();
        assertThat(first.get(SECONDS, TimeUnit.SECONDS)).containsOnlyKeys(1, 2, 3);
        assertThat(second.get(SECONDS, TimeUnit.SECONDS)).containsOnlyKeys(2, 3, 4);
        assertThat(source.calls).containsExactly(Set.of(4), Set.of(1, 2, 3));
    }

    @Test
    void whoWaitsGetsTheFailureAndTheNextLoadsAnew() throws Exception {
        IllegalStateException failure = new IllegalStateException("away");
        LookupCache<Integer, String> cache =
                LookupCache.builder(
                                (Set<Integer> _) -> {
                                    holdFirst();
                                    if (calls.get() == 1) {
                                        throw failure;
                                    }
                                    return Map.of(1, "value");
                                })
                        .build();
        CompletableFuture<Optional<String>> first =
                CompletableFuture.supplyAsync(() -> cache.get(1));
        await(loading);
        CompletableFuture<Throwable> other = new CompletableFuture<>();
        waiting(() -> {
            try {
                cache.get(1);
            } catch (IllegalStateException e) {
                other.complete(e);
            }
        });
        mayEnd.countDown();
        assertThatThrownBy(() -> first.get(SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCause(failure);
        assertThat(other.get(SECONDS, TimeUnit.SECONDS)).isSameAs(failure);
        assertThat(cache.get(1)).contains("value");
    }

    @Test
    void whoWaitsForALoadThatIsGivenUpLoadsHimself() throws Exception {
        LookupCache<Integer, String> cache =
                LookupCache.builder(
                                (Set<Integer> _) -> {
                                    holdFirst();
                                    if (calls.get() == 1) {
                                        throw new CancellationException("stage cancelled");
                                    }
                                    return Map.of(1, "value");
                                })
                        .build();
        CompletableFuture<Optional<String>> first =
                CompletableFuture.supplyAsync(() -> cache.get(1));
        await(loading);
        CompletableFuture<Optional<String>> other = new CompletableFuture<>();
        waiting(() -> other.complete(cache.get(1)));
        mayEnd.countDown();
        assertThat(other.get(SECONDS, TimeUnit.SECONDS)).contains("value");
        assertThatThrownBy(() -> first.get(SECONDS, TimeUnit.SECONDS))
                .hasCauseInstanceOf(CancellationException.class);
        assertThat(cache.statistics())
                .returns(1L, CacheStatistics::failed)
                .returns(1L, CacheStatistics::found)
                .returns(0L, CacheStatistics::coalesced)
                .returns(2L, CacheStatistics::gets);
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        LookupCache<Integer, String> cache =
                LookupCache.builder(
                                (Set<Integer> _) -> {
                                    holdFirst();
                                    return Map.of(1, "value");
                                })
                        .build();
        CompletableFuture<Optional<String>> first =
                CompletableFuture.supplyAsync(() -> cache.get(1));
        await(loading);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread other =
                waiting(() -> {
                    try {
                        cache.get(1);
                    } catch (CancellationException _) {
                        interrupted.complete(Thread.currentThread().isInterrupted());
                    }
                });
        other.interrupt();
        assertThat(interrupted.get(SECONDS, TimeUnit.SECONDS)).isTrue();
        mayEnd.countDown();
        assertThat(first.get(SECONDS, TimeUnit.SECONDS)).contains("value");
        assertThat(cache.statistics().gets()).isEqualTo(2);
    }

    @Test
    void whatIsPutWhileItIsLoadedStays() throws Exception {
        LookupCache<Integer, String> cache =
                LookupCache.builder(
                                (Set<Integer> _) -> {
                                    holdFirst();
                                    return Map.of(1, "loaded");
                                })
                        .build();
        CompletableFuture<Optional<String>> first =
                CompletableFuture.supplyAsync(() -> cache.get(1));
        await(loading);
        cache.put(1, "put");
        mayEnd.countDown();
        first.get(SECONDS, TimeUnit.SECONDS);
        assertThat(cache.get(1)).contains("put");
    }

    @Test
    void whatIsInvalidatedWhileItIsLoadedIsNotKept() throws Exception {
        LookupCache<Integer, String> cache =
                LookupCache.builder(
                                (Set<Integer> _) -> {
                                    holdFirst();
                                    return Map.of(1, "load " + calls.get());
                                })
                        .build();
        CompletableFuture<Optional<String>> first =
                CompletableFuture.supplyAsync(() -> cache.get(1));
        await(loading);
        cache.invalidate(List.of(1));
        assertThat(cache.get(1)).contains("load 2"); // does not wait for the first
        mayEnd.countDown();
        first.get(SECONDS, TimeUnit.SECONDS);
        assertThat(cache.get(1)).contains("load 2");
    }
}
