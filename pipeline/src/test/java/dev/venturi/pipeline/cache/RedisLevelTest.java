package dev.venturi.pipeline.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.pipeline.servers.NeedsRedis;
import dev.venturi.pipeline.servers.RedisServer;
import dev.venturi.table.UsageException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The second level, with a Redis server that is empty at the beginning of each test.
@NeedsRedis
class RedisLevelTest {
    private static final ValueCodec<String> TEXTS =
            new ValueCodec<>() {
                @Override
                public byte[] encode(String value) {
                    return value.getBytes(StandardCharsets.UTF_8);
                }

                @Override
                public String decode(byte[] bytes) {
                    if (bytes[0] != 'v') {
                        throw new IllegalArgumentException("not a value");
                    }
                    return new String(bytes, StandardCharsets.UTF_8);
                }
            };

    private final Source source = Source.ofNaturals();
    private RedisServer server;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;
    private RedisCommands<String, String> redis;

    @BeforeEach
    void begin(RedisServer started) {
        server = started;
        client = RedisClient.create(started.uri());
        connection = client.connect();
        redis = connection.sync();
        redis.flushall();
    }

    @AfterEach
    void end() {
        connection.close();
        client.shutdown();
    }

    private RedisLevel<Integer, String> level(String uri) {
        return RedisLevel.connect(uri, "test", key -> "k" + key, TEXTS);
    }

    private LookupCache.Builder<Integer, String> builder() {
        return LookupCache.builder(source).secondLevel(level(server.uri()));
    }

    @Test
    void anotherCacheFindsWhatOneHasLoaded() {
        try (LookupCache<Integer, String> one = builder().build()) {
            one.getAll(List.of(1, 2, -1));
        }
        try (LookupCache<Integer, String> other = builder().build()) {
            assertThat(other.getAll(List.of(1, 2, -1, 3)))
                    .isEqualTo(Map.of(1, "v1", 2, "v2", 3, "v3"));
            assertThat(source.calls).containsExactly(Set.of(1, 2, -1), Set.of(3));
            other.getAll(List.of(1, -1));
            assertThat(other.statistics())
                    .returns(3L, CacheStatistics::secondLevel)
                    .returns(1L, CacheStatistics::found)
                    .returns(1L, CacheStatistics::hits)
                    .returns(1L, CacheStatistics::negativeHits)
                    .returns(6L, CacheStatistics::gets)
                    .returns(0L, CacheStatistics::secondLevelFailures);
        }
    }

    @Test
    void entriesLiveAsLongThereAsInMemory() {
        try (LookupCache<Integer, String> cache =
                builder()
                        .timeToLive(Duration.ofSeconds(1000))
                        .negativeTimeToLive(Duration.ofSeconds(10))
                        .build()) {
            cache.getAll(List.of(1, -1));
            cache.put(2, "v", Duration.ofSeconds(100));
        }
        assertThat(redis.pttl("test:k1")).isBetween(900_000L, 1_000_000L);
        assertThat(redis.pttl("test:k-1")).isBetween(1L, 10_000L);
        assertThat(redis.pttl("test:k2")).isBetween(1L, 100_000L);
    }

    @Test
    void whatIsTakenOverLivesNoLongerThanItWouldHaveThere() {
        long[] now = new long[1];
        redis.set("test:k1", "\u0001v1", SetArgs.Builder.px(500_000));
        try (LookupCache<Integer, String> cache =
                builder().timeToLive(Duration.ofDays(1)).ticker(() -> now[0]).build()) {
            assertThat(cache.get(1)).contains("v1");
            assertThat(source.calls).isEmpty();
            redis.flushall();
            now[0] += Duration.ofSeconds(400).toNanos();
            cache.get(1);
            assertThat(source.calls).isEmpty();
            now[0] += Duration.ofSeconds(100).toNanos();
            cache.get(1);
            assertThat(source.calls).hasSize(1);
        }
    }

    @Test
    void whatIsNotKeptIsNotKeptThereEither() {
        try (LookupCache<Integer, String> cache = builder().timeToLive(Duration.ZERO).build()) {
            cache.get(1);
        }
        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void whatIsInvalidatedGoesThereToo() {
        try (LookupCache<Integer, String> cache = builder().build()) {
            cache.getAll(List.of(1, 2));
            cache.invalidate(List.of(1));
            assertThat(redis.keys("*")).containsExactly("test:k2");
        }
    }

    @Test
    void whatIsInvalidatedWhileItIsLoadedDoesNotStayThere() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (LookupCache<Integer, String> cache =
                LookupCache.builder(
                                (Set<Integer> keys) -> {
                                    loading.countDown();
                                    try {
                                        assertThat(mayEnd.await(30, TimeUnit.SECONDS)).isTrue();
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                    return source.load(keys);
                                })
                        .secondLevel(level(server.uri()))
                        .build()) {
            CompletableFuture<Object> asking =
                    CompletableFuture.supplyAsync(() -> cache.getAll(List.of(1, 2)));
            assertThat(loading.await(30, TimeUnit.SECONDS)).isTrue();
            cache.invalidate(List.of(1));
            mayEnd.countDown();
            assertThat(asking.get(30, TimeUnit.SECONDS)).isEqualTo(Map.of(1, "v1", 2, "v2"));
            assertThat(redis.keys("*")).containsExactly("test:k2");
        }
    }

    @Test
    void manyKeysGoAtOnce() {
        List<Integer> keys = IntStream.range(-100, 4_000).boxed().toList();
        try (LookupCache<Integer, String> one = builder().build()) {
            one.getAll(keys);
        }
        assertThat(redis.dbsize()).isEqualTo(4_100);
        try (LookupCache<Integer, String> other = builder().build()) {
            assertThat(other.getAll(keys)).hasSize(4_000);
            assertThat(source.calls).hasSize(1);
        }
    }

    @Test
    void bytesThatAreNotOursAreLoadedAnew() {
        redis.set("test:k1", "\u0001damaged");
        redis.set("test:k2", "");
        try (LookupCache<Integer, String> cache = builder().build()) {
            assertThat(cache.get(1)).contains("v1");
            assertThat(cache.get(2)).contains("v2");
            assertThat(cache.statistics().secondLevelFailures()).isEqualTo(2);
        }
        try (LookupCache<Integer, String> other = builder().build()) {
            assertThat(other.getAll(List.of(1, 2))).hasSize(2);
            assertThat(other.statistics().secondLevel()).isEqualTo(2);
        }
    }

    @Test
    void aKeyOfAnotherTypeIsLoaded() {
        redis.lpush("test:k1", "x");
        try (LookupCache<Integer, String> cache = builder().build()) {
            assertThat(cache.get(1)).contains("v1");
            assertThat(cache.statistics().secondLevelFailures()).isPositive();
        }
    }

    @Test
    void theCacheGoesOnWhenTheServerDies() throws Exception {
        RedisServer mortal = RedisServer.start();
        try (LookupCache<Integer, String> cache =
                LookupCache.builder(source).secondLevel(level(mortal.uri())).build()) {
            cache.get(1);
            mortal.close();
            assertThat(cache.getAll(List.of(1, 2, 3))).hasSize(3);
            cache.put(4, "v4");
            cache.invalidate(List.of(1));
            assertThat(cache.get(1)).contains("v1");
            assertThat(source.calls).containsExactly(Set.of(1), Set.of(2, 3), Set.of(1));
            // one failure, and then it is left alone for a while
            assertThat(cache.statistics().secondLevelFailures()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatIsNotThereIsAFailureOfTheMachine() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThatThrownBy(() -> level("redis://:s3cret@127.0.0.1:" + port))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("redis://127.0.0.1:%d: cannot connect".formatted(port))
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> level("http://:s3cret@127.0.0.1"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("expected redis://host:port")
                .hasMessageNotContaining("s3cret");
    }
}
