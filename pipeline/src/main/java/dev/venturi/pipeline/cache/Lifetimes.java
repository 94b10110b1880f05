package dev.venturi.pipeline.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// How long entries live.
///
/// @param values nanoseconds of values
/// @param negative nanoseconds of what has no value; -1: as values
/// @param each by key and value; null: all alike
/// @param jitter share by which a time is shortened at most
record Lifetimes<K, V>(
        long values, long negative, @Nullable BiFunction<K, V, Duration> each, double jitter) {
    static final long FOR_EVER = Long.MAX_VALUE;

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    static <K, V> Lifetimes<K, V> forEver() {
        return new Lifetimes<>(FOR_EVER, -1, null, 0);
    }

    Lifetimes<K, V> withValues(Duration time) {
        return new Lifetimes<>(nanos(time), negative, null, jitter);
    }

    Lifetimes<K, V> withEach(BiFunction<K, V, Duration> time) {
        return new Lifetimes<>(values, negative, time, jitter);
    }

    Lifetimes<K, V> withNegative(Duration time) {
        return new Lifetimes<>(values, nanos(time), each, jitter);
    }

    Lifetimes<K, V> withJitter(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "a jitter of %s: expected a share from 0 to 1".formatted(share));
        }
        return new Lifetimes<>(values, negative, each, share);
    }

    /// How long an entry that is stored now lives.
    long of(K key, Optional<V> answer) {
        long nanos = values;
        if (answer.isEmpty()) {
            nanos = negative < 0 ? values : negative;
        } else if (each != null) {
            nanos = nanos(each.apply(key, answer.get()));
        }
        if (jitter == 0 || nanos == FOR_EVER || nanos == 0) {
            return nanos;
        }
        long shortened = (long) (nanos * jitter * ThreadLocalRandom.current().nextDouble());
        return Math.max(1, nanos - shortened); // 0 would mean something else
    }

    /// @throws IllegalArgumentException when it is negative
    static long nanos(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(
                    "a time to live of %s: expected zero (do not keep) or more".formatted(time));
        }
        return time.compareTo(LONGEST) >= 0 ? FOR_EVER : time.toNanos();
    }
}
