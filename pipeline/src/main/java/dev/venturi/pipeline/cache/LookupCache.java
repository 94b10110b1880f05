package dev.venturi.pipeline.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.io.Closeable;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/// Values by key, loaded when they are first asked for and kept for a while. Thread-safe.
///
/// What is missing is asked for in one piece, whether one key or many thousand; who asks for a key
/// that somebody else is loading waits for that. That a key has no value is kept as well. A loader
/// that fails leaves nothing behind: whoever asked or waited gets its exception, and the next who
/// asks loads anew. What is put or invalidated while a load is under way wins over it.
///
/// Bounded by the number or the weight of its entries. When it is full, **W-TinyLFU** decides
/// (Einziger, Friedman & Manes 2017, by Caffeine): a newcomer stays only if it is asked for more
/// often than what would have to go, so a scan of many keys does not wash out those in use, as it
/// does with LRU. `venturi cache simulate` shows the difference on keys of your own.
///
/// ```java
/// try (LookupCache<Object, LookupRow> users = LookupCache.builder(loader)
///         .maximumSize(100_000)
///         .timeToLive(Duration.ofMinutes(10))
///         .jitter(0.1)
///         .build()) {
///     Map<Object, LookupRow> found = users.getAll(keys);
/// }
/// ```
public final class LookupCache<K, V> implements Closeable {
    private final Cache<K, Entry<V>> entries;
    private final ConcurrentHashMap<K, Load<V>> loading = new ConcurrentHashMap<>();
    private final Set<Thread> loaders = ConcurrentHashMap.newKeySet();
    private final LookupLoader<K, V> loader;
    private final Lifetimes<K, V> lifetimes;
    private final LongSupplier clock;
    private final @Nullable RedisLevel<K, V> second;
    private final StoreCounts stored = new StoreCounts();
    private final GetCounts asked = new GetCounts();

    private LookupCache(Builder<K, V> builder) {
        this.loader = builder.loader;
        this.second = builder.second;
        this.lifetimes = builder.lifetimes;
        this.clock = builder.ticker;
        Caffeine<K, Entry<V>> caffeine =
                Caffeine.newBuilder()
                        // at once: another thread would know later what is in use, and the bound
                        // would hold later
                        .executor(Runnable::run)
                        .evictionListener(
                                (@Nullable K _, @Nullable Entry<V> entry, RemovalCause _) ->
                                        stored.evicted(entry != null && entry.isOver(clock)));
        ToIntBiFunction<K, Optional<V>> weigher = builder.weigher;
        if (weigher == null) {
            caffeine.maximumSize(builder.bound);
        } else {
            caffeine.maximumWeight(builder.bound)
                    .weigher((key, entry) -> weigher.applyAsInt(key, entry.answer()));
        }
        this.entries = caffeine.build();
    }

    /// Begins a cache of what a loader finds.
    public static <K, V> Builder<K, V> builder(LookupLoader<K, V> loader) {
        return new Builder<>(loader);
    }

    /// How a cache is made up. Without anything said it holds 100,000 entries for ever.
    public static final class Builder<K, V> {
        private final LookupLoader<K, V> loader;
        private long bound = 100_000;
        private @Nullable ToIntBiFunction<K, Optional<V>> weigher;
        private @Nullable RedisLevel<K, V> second;
        private LongSupplier ticker = System::nanoTime;
        private Lifetimes<K, V> lifetimes = Lifetimes.forEver();

        private Builder(LookupLoader<K, V> loader) {
            this.loader = loader;
        }

        /// Holds that many entries at most; 0: none.
        public Builder<K, V> maximumSize(long entries) {
            if (entries < 0) {
                throw new IllegalArgumentException(
                        "a cache of %d entries: expected 0 or more".formatted(entries));
            }
            bound = entries;
            weigher = null;
            return this;
        }

        /// Holds entries of that weight at most, as measured when they are stored.
        ///
        /// @param weigher of a key and its value, empty for a key without one; 0 or more
        public Builder<K, V> maximumWeight(long weight, ToIntBiFunction<K, Optional<V>> weigher) {
            if (weight < 0) {
                throw new IllegalArgumentException(
                        "a cache of weight %d: expected 0 or more".formatted(weight));
            }
            bound = weight;
            this.weigher = weigher;
            return this;
        }

        /// How long entries are kept; zero: not at all.
        public Builder<K, V> timeToLive(Duration time) {
            lifetimes = lifetimes.withValues(time);
            return this;
        }

        /// How long each entry is kept; zero: not at all.
        public Builder<K, V> timeToLive(BiFunction<K, V, Duration> time) {
            lifetimes = lifetimes.withEach(time);
            return this;
        }

        /// How long it is kept that a key has no value; zero: not at all. As long as values when
        /// nothing is said.
        public Builder<K, V> negativeTimeToLive(Duration time) {
            lifetimes = lifetimes.withNegative(time);
            return this;
        }

        /// Shortens each time to live by a random share, so that entries stored together do not
        /// expire together; never lengthens one.
        ///
        /// @param share of the time by which it is shortened at most, from 0 to 1
        public Builder<K, V> jitter(double share) {
            lifetimes = lifetimes.withJitter(share);
            return this;
        }

        /// Looks for what is missing in Redis before it is loaded, and leaves there what was
        /// loaded. Closed with the cache.
        public Builder<K, V> secondLevel(RedisLevel<K, V> level) {
            second = level;
            return this;
        }

        /// The clock that entries live by, in nanoseconds.
        Builder<K, V> ticker(LongSupplier nanos) {
            ticker = nanos;
            return this;
        }

        /// The cache.
        public LookupCache<K, V> build() {
            return new LookupCache<>(this);
        }
    }

    /// The value of a key, loaded if need be; empty when it has none.
    ///
    /// @throws java.util.concurrent.CancellationException when interrupted while another thread
    ///   loads it
    public Optional<V> get(K key) {
        Entry<V> entry = kept(key);
        if (entry != null) {
            asked.hit(entry);
            return entry.answer();
        }
        Map<K, V> found = new HashMap<>();
        resolve(Set.of(key), found, asked);
        return Optional.ofNullable(found.get(key));
    }

    /// The values of keys, those missing loaded in one piece; a key that has none is left out.
    ///
    /// @param keys each counts once, however often it stands there
    /// @throws java.util.concurrent.CancellationException when interrupted while another thread
    ///   loads one of them
    public Map<K, V> getAll(Collection<? extends K> keys) {
        return getAll(keys, asked);
    }

    private Map<K, V> getAll(Collection<? extends K> keys, GetCounts counts) {
        Map<K, V> found = HashMap.newHashMap(keys.size());
        Set<K> without = new HashSet<>();
        Set<K> missing = new LinkedHashSet<>();
        for (K key : keys) {
            Entry<V> entry = kept(key);
            if (entry == null) {
                missing.add(key);
            } else if (entry.answer().isPresent()
                    ? found.putIfAbsent(key, entry.answer().get()) == null
                    : without.add(key)) {
                counts.hit(entry);
            }
        }
        missing.removeAll(without); // both only where another thread stored it in between
        missing.removeAll(found.keySet());
        resolve(missing, found, counts);
        return found;
    }

    /// What is there of a key. Entries whose time is over go when they are asked for, or make room:
    /// Caffeine's own expiry would cost each hit more than the hit.
    private @Nullable Entry<V> kept(K key) {
        Entry<V> entry = entries.getIfPresent(key);
        if (entry != null && entry.isOver(clock)) {
            if (entries.asMap().remove(key, entry)) {
                stored.expired();
            }
            return null;
        }
        return entry;
    }

    /// Loads what is missing of these keys, some at a time, without counting as having asked.
    ///
    /// @param atOnce keys loaded in one piece, at least 1
    public void warm(Collection<? extends K> keys, int atOnce) {
        GetCounts nobody = new GetCounts();
        Set<K> piece = new LinkedHashSet<>();
        for (K key : keys) {
            piece.add(key);
            if (piece.size() >= atOnce) {
                getAll(piece, nobody);
                piece.clear();
            }
        }
        getAll(piece, nobody);
    }

    /// Keeps a value, whatever is being loaded for its key.
    public void put(K key, V value) {
        put(key, value, lifetimes.of(key, Optional.of(value)));
    }

    /// Keeps a value for a while; zero: does not keep it, nor what was kept before.
    public void put(K key, V value, Duration timeToLive) {
        put(key, value, Lifetimes.nanos(timeToLive));
    }

    private void put(K key, V value, long nanos) {
        Entry<V> entry = new Entry<>(Optional.of(value), nanos);
        loading.compute(
                key,
                (_, _) -> {
                    store(key, entry);
                    return null;
                });
        if (second != null) {
            second.put(Map.of(key, entry));
        }
    }

    /// Forgets keys, in Redis too; what is being loaded for them is not kept.
    public void invalidate(Collection<? extends K> keys) {
        for (K key : keys) {
            loading.compute(
                    key,
                    (_, _) -> {
                        forget(key);
                        return null;
                    });
        }
        if (second != null) {
            second.remove(Set.copyOf(keys));
        }
    }

    /// What happened so far.
    public CacheStatistics statistics() {
        entries.cleanUp();
        return CacheStatistics.of(
                asked, stored, entries.estimatedSize(), second == null ? 0 : second.failures());
    }

    /// Closes the connection to Redis, if there is one. What is kept there stays.
    @Override
    public void close() {
        if (second != null) {
            second.close();
        }
    }

    /// Finds the values of keys that were not there.
    private void resolve(Set<K> keys, Map<K, V> found, GetCounts counts) {
        Set<K> left = keys;
        while (!left.isEmpty()) {
            left = attempt(left, found, counts);
        }
    }

    /// Loads the keys nobody else loads, then waits for the others: in this order, so that two who
    /// ask for the same keys never wait for each other.
    ///
    /// @return keys whose loading somebody else gave up
    private Set<K> attempt(Set<K> keys, Map<K, V> found, GetCounts counts) {
        if (loaders.contains(Thread.currentThread())) {
            throw new IllegalStateException(
                    "a loader asks the cache that it loads for; ask the source instead");
        }
        Map<K, Load<V>> own = new LinkedHashMap<>();
        Map<K, Load<V>> others = new LinkedHashMap<>();
        register(keys, own, others);
        counts.coalesced(others.size());
        load(own, found, counts);
        Set<K> again = new LinkedHashSet<>();
        others.forEach((key, load) -> {
            Entry<V> entry = load.await();
            if (entry == null) {
                counts.coalesced(-1);
                again.add(key);
            } else {
                entry.answer().ifPresent(value -> found.put(key, value));
            }
        });
        return again;
    }

    /// Divides keys into those this thread has to load and those others load already.
    private void register(Set<K> keys, Map<K, Load<V>> own, Map<K, Load<V>> others) {
        boolean all = false;
        try {
            for (K key : keys) {
                Load<V> mine = new Load<>();
                Load<V> existing = loading.putIfAbsent(key, mine);
                (existing == null ? own : others).put(key, existing == null ? mine : existing);
            }
            all = true;
        } finally {
            if (!all) { // no key may be left with a load that nobody ends
                own.forEach((key, mine) -> giveUp(key, mine, null));
            }
        }
    }

    private void giveUp(K key, Load<V> mine, @Nullable Throwable failure) {
        loading.remove(key, mine);
        mine.fail(failure);
    }

    /// Finds the values of keys that this thread has to load, and hands them to who waits.
    private void load(Map<K, Load<V>> own, Map<K, V> found, GetCounts counts) {
        Map<K, Load<V>> left = new LinkedHashMap<>(own);
        Throwable failure = null;
        try {
            storedMeanwhile(left, found, counts);
            if (second != null && !left.isEmpty()) {
                fromSecondLevel(second, left, found, counts);
            }
            if (!left.isEmpty()) {
                fromLoader(left, found, counts);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            counts.failed(left.size());
            for (Map.Entry<K, Load<V>> load : left.entrySet()) {
                giveUp(load.getKey(), load.getValue(), failure);
            }
        }
    }

    /// Between a look into the cache and the registration of a load somebody may have stored it.
    private void storedMeanwhile(Map<K, Load<V>> left, Map<K, V> found, GetCounts counts) {
        left.entrySet()
                .removeIf(load -> {
                    Entry<V> entry = kept(load.getKey());
                    if (entry == null) {
                        return false;
                    }
                    counts.hit(entry);
                    entry.answer().ifPresent(value -> found.put(load.getKey(), value));
                    loading.remove(load.getKey(), load.getValue());
                    load.getValue().complete(entry);
                    return true;
                });
    }

    private void fromSecondLevel(
            RedisLevel<K, V> level, Map<K, Load<V>> left, Map<K, V> found, GetCounts counts) {
        Map<K, Entry<V>> there = level.get(left.keySet());
        there.forEach((key, entry) -> {
            Load<V> mine = Objects.requireNonNull(left.remove(key));
            counts.foundInSecondLevel();
            entry.answer().ifPresent(value -> found.put(key, value));
            publish(key, mine, entry);
        });
    }

    private void fromLoader(Map<K, Load<V>> left, Map<K, V> found, GetCounts counts) {
        Map<K, Entry<V>> loaded = loaded(Collections.unmodifiableSet(left.keySet()));
        if (second != null) {
            second.put(loaded);
        }
        Set<K> overtaken = new LinkedHashSet<>();
        loaded.forEach((key, entry) -> {
            Load<V> mine = Objects.requireNonNull(left.remove(key));
            counts.loaded(entry);
            entry.answer().ifPresent(value -> found.put(key, value));
            if (!publish(key, mine, entry)) {
                overtaken.add(key);
            }
        });
        if (second != null && !overtaken.isEmpty()) {
            second.remove(overtaken); // it was written there after it had been invalidated
        }
    }

    private Map<K, Entry<V>> loaded(Set<K> keys) {
        long begun = System.nanoTime();
        boolean fine = false;
        loaders.add(Thread.currentThread());
        try {
            Map<K, V> values = loader.load(keys);
            Map<K, Entry<V>> loaded = LinkedHashMap.newLinkedHashMap(keys.size());
            for (K key : keys) {
                Optional<V> answer = Optional.ofNullable(values.get(key));
                loaded.put(key, new Entry<>(answer, lifetimes.of(key, answer)));
            }
            fine = true;
            return loaded;
        } finally {
            loaders.remove(Thread.currentThread());
            stored.load(System.nanoTime() - begun, fine);
        }
    }

    /// Stores an entry, unless something was put or invalidated while it was loaded, and hands it
    /// to who waits for it.
    ///
    /// @return false when it was overtaken and is not stored
    private boolean publish(K key, Load<V> mine, Entry<V> entry) {
        boolean[] inTime = new boolean[1];
        loading.computeIfPresent(
                key,
                (_, current) -> {
                    if (current != mine) {
                        return current;
                    }
                    inTime[0] = true;
                    store(key, entry);
                    return null;
                });
        mine.complete(entry);
        return inTime[0];
    }

    private void store(K key, Entry<V> entry) {
        if (entry.nanos() == 0) {
            stored.notKept();
            forget(key);
        } else {
            stored.insertion();
            Entry<V> before = entries.asMap().put(key, entry.stored(clock.getAsLong()));
            if (before != null) {
                stored.replaced(before.isOver(clock));
            }
        }
    }

    private void forget(K key) {
        Entry<V> before = entries.asMap().remove(key);
        if (before != null) {
            stored.invalidated(before.isOver(clock));
        }
    }
}
