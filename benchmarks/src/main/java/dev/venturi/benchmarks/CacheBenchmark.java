package dev.venturi.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.venturi.pipeline.cache.LookupCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// What a hit of the look-up cache costs: 10,000 keys, asked for in random order, few of them often
/// as in life. 100 ns are 10 million hits per second. Beside it the Caffeine inside, without our
/// statistics and times to live. `-t 2`: two threads on one cache.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class CacheBenchmark {
    static final int KEYS = 10_000;
    static final int BATCH = 1 << 12;

    /// `none` or `10m`.
    @Param({"none", "10m"})
    String timeToLive = "10m";

    private final List<String> asked = new ArrayList<>();
    private @Nullable LookupCache<String, String> cache;
    private @Nullable Cache<String, String> bare;

    /// Fills the caches.
    @Setup
    public void fill() {
        LookupCache.Builder<String, String> builder =
                LookupCache.builder(CacheBenchmark::valuesOf).maximumSize(4 * KEYS);
        if (timeToLive.equals("10m")) {
            builder.timeToLive(Duration.ofMinutes(10)).jitter(0.1);
        }
        LookupCache<String, String> filled = builder.build();
        bare = Caffeine.newBuilder().maximumSize(4 * KEYS).build();
        String[] keys = new String[KEYS];
        for (int key = 0; key < KEYS; key++) {
            keys[key] = "key " + key;
            bare.put(keys[key], "value of " + keys[key]);
        }
        filled.warm(List.of(keys), KEYS);
        cache = filled;
        Random random = new Random(42);
        for (int i = 0; i < BATCH; i++) {
            asked.add(keys[(int) (KEYS * Math.pow(random.nextDouble(), 4))]);
        }
    }

    private static Map<String, String> valuesOf(Set<String> keys) {
        Map<String, String> values = new HashMap<>();
        keys.forEach(key -> values.put(key, "value of " + key));
        return values;
    }

    /// One key at a time.
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void get(Blackhole hole) {
        LookupCache<String, String> asking = cache;
        for (int i = 0; asking != null && i < BATCH; i++) {
            hole.consume(asking.get(asked.get(i)).orElse(""));
        }
    }

    /// The keys of a batch of rows at once, equal ones among them.
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int getAll() {
        return cache == null ? 0 : cache.getAll(asked).size();
    }

    /// The Caffeine inside.
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void caffeineAlone(Blackhole hole) {
        Cache<String, String> asking = bare;
        for (int i = 0; asking != null && i < BATCH; i++) {
            hole.consume(asking.getIfPresent(asked.get(i)));
        }
    }
}
