package dev.venturi.pipeline.cache;

import dev.venturi.table.UsageException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// What a [LookupCache] keeps in Redis, for its next run and for other processes. Thread-safe.
///
/// Many keys go in one script, read and written at once; an entry found there lives as long in
/// memory as it would have lived in Redis. When Redis fails after it was there at first, the cache
/// goes on without: that is counted, and Redis is left alone for a few seconds, so that a server
/// that hangs costs one time-out and not one per batch. Bytes that cannot be read count as a
/// failure and the key as missing.
public final class RedisLevel<K, V> implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long REST_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long NANOS_PER_MILLI = 1_000_000;

    /// Keys of one script: it holds up everybody else while it runs.
    private static final int MOST_KEYS = 1000;

    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;

    /// The values of the keys and the milliseconds they have left.
    private static final byte[] READ =
            ascii(
                    "local r = {} "
                            + "for i, k in ipairs(KEYS) do "
                            + "r[2 * i - 1] = redis.call('GET', k) "
                            + "r[2 * i] = redis.call('PTTL', k) end "
                            + "return r");

    /// Stores values; behind each its milliseconds, 0 for ever.
    private static final byte[] WRITE =
            ascii(
                    "for i, k in ipairs(KEYS) do "
                            + "if ARGV[2 * i] == '0' then redis.call('SET', k, ARGV[2 * i - 1]) "
                            + "else redis.call('SET', k, ARGV[2 * i - 1], 'PX', ARGV[2 * i]) end end "
                            + "return #KEYS");

    private final RedisClient client;
    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final String prefix;
    private final Function<K, String> keyText;
    private final ValueCodec<V> codec;
    private final LongAdder failures = new LongAdder();
    private final AtomicLong restingUntil = new AtomicLong(System.nanoTime());

    private RedisLevel(
            RedisClient client,
            StatefulRedisConnection<byte[], byte[]> connection,
            String prefix,
            Function<K, String> keyText,
            ValueCodec<V> codec) {
        this.client = client;
        this.connection = connection;
        this.prefix = prefix;
        this.keyText = keyText;
        this.codec = codec;
    }

    /// Connects to a server.
    ///
    /// @param uri `redis://host:6379`, `redis://user:password@host/2`, `rediss://...` with TLS
    /// @param prefix what all keys begin with; says what the values mean, so that values of another
    ///   query or other columns are never taken for these
    /// @param keyText the text of a key, different for different keys
    /// @throws UsageException when it is no such URI
    /// @throws UncheckedIOException when the server cannot be reached: from then on it may go away,
    ///   but who asks for a server wants one
    public static <K, V> RedisLevel<K, V> connect(
            String uri, String prefix, Function<K, String> keyText, ValueCodec<V> codec) {
        RedisURI parsed = parsed(uri);
        if (!uri.contains("timeout=")) {
            parsed.setTimeout(PATIENCE);
        }
        RedisClient client = RedisClient.create(parsed);
        boolean connected = false;
        try {
            client.setOptions(
                    ClientOptions.builder()
                            .disconnectedBehavior(
                                    ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                            .build());
            StatefulRedisConnection<byte[], byte[]> connection =
                    client.connect(ByteArrayCodec.INSTANCE);
            connected = true;
            return new RedisLevel<>(client, connection, prefix, keyText, codec);
        } catch (RedisException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new UncheckedIOException(
                    new IOException(
                            "redis://%s:%d: cannot connect: %s"
                                    .formatted(
                                            parsed.getHost(),
                                            parsed.getPort(),
                                            root.getMessage())));
        } finally {
            if (!connected) {
                client.shutdown();
            }
        }
    }

    private static RedisURI parsed(String uri) {
        try {
            return RedisURI.create(uri);
        } catch (IllegalArgumentException _) {
            // the message of the parser repeats it, password and all
            throw new UsageException(
                    "the address of Redis: expected redis://host:port, rediss:// for TLS, redis://user:password@host:port/database");
        }
    }

    /// How often it could not be read or written.
    long failures() {
        return failures.sum();
    }

    /// What is there of some keys.
    Map<K, Entry<V>> get(Collection<K> keys) {
        Map<K, Entry<V>> found = new LinkedHashMap<>();
        inPieces(
                keys,
                piece -> {
                    List<Object> answer =
                            connection
                                    .sync()
                                    .eval(
                                            READ,
                                            ScriptOutputType.MULTI,
                                            names(piece),
                                            new byte[0][]);
                    for (int i = 0; i < piece.size(); i++) {
                        Object bytes = answer.get(2 * i);
                        long millis = (Long) answer.get(2 * i + 1);
                        if (bytes instanceof byte[] value && (millis > 0 || millis == -1)) {
                            found.put(piece.get(i), decoded(value, millis));
                        }
                    }
                });
        return found;
    }

    private Entry<V> decoded(byte[] value, long millis) {
        if (value.length == 0 || (value[0] != ABSENT && value[0] != PRESENT)) {
            throw new IllegalArgumentException("neither a value nor a mark for none");
        }
        Optional<V> answer =
                value[0] == ABSENT
                        ? Optional.empty()
                        : Optional.of(codec.decode(Arrays.copyOfRange(value, 1, value.length)));
        return new Entry<>(answer, millis < 0 ? Lifetimes.FOR_EVER : millis * NANOS_PER_MILLI);
    }

    /// Leaves entries there for as long as they live.
    void put(Map<K, Entry<V>> entries) {
        List<K> keys = new ArrayList<>();
        entries.forEach((key, entry) -> {
            if (entry.nanos() >= NANOS_PER_MILLI) {
                keys.add(key);
            }
        });
        inPieces(
                keys,
                piece -> {
                    byte[][] values = new byte[2 * piece.size()][];
                    for (int i = 0; i < piece.size(); i++) {
                        Entry<V> entry = Objects.requireNonNull(entries.get(piece.get(i)));
                        values[2 * i] = encoded(entry);
                        values[2 * i + 1] =
                                ascii(
                                        entry.nanos() == Lifetimes.FOR_EVER
                                                ? "0"
                                                : Long.toString(entry.nanos() / NANOS_PER_MILLI));
                    }
                    connection.sync().eval(WRITE, ScriptOutputType.INTEGER, names(piece), values);
                });
    }

    private byte[] encoded(Entry<V> entry) {
        byte[] value = entry.answer().map(codec::encode).orElse(new byte[0]);
        byte[] marked = new byte[value.length + 1];
        marked[0] = entry.answer().isPresent() ? PRESENT : ABSENT;
        System.arraycopy(value, 0, marked, 1, value.length);
        return marked;
    }

    /// Forgets keys.
    void remove(Collection<K> keys) {
        inPieces(keys, piece -> connection.sync().del(names(piece)));
    }

    private byte[][] names(List<K> keys) {
        byte[][] names = new byte[keys.size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = (prefix + ":" + keyText.apply(keys.get(i))).getBytes(StandardCharsets.UTF_8);
        }
        return names;
    }

    /// One request to the server.
    private interface Request<K> {
        void send(List<K> keys);
    }

    /// Sends a request for each piece of the keys, until one fails.
    private void inPieces(Collection<K> keys, Request<K> request) {
        if (keys.isEmpty() || System.nanoTime() - restingUntil.get() < 0) {
            return;
        }
        List<K> all = new ArrayList<>(keys);
        try {
            for (int from = 0; from < all.size(); from += MOST_KEYS) {
                request.send(all.subList(from, Math.min(all.size(), from + MOST_KEYS)));
            }
        } catch (RedisCommandInterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for Redis");
        } catch (IllegalArgumentException _) {
            failures.increment(); // bytes that are not ours: loaded and written anew
        } catch (RedisException _) {
            failures.increment();
            restingUntil.set(System.nanoTime() + REST_NANOS);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
