package dev.venturi.pipeline.cache;

import java.util.Optional;
import java.util.function.LongSupplier;

/// What is kept of a key.
///
/// @param answer empty: the key has no value, and this is known
/// @param nanos how long it lives; 0: it is not kept; [Lifetimes#FOR_EVER]
/// @param since when it was stored, by the clock of the cache; 0 before
record Entry<V>(Optional<V> answer, long nanos, long since) {
    /// An entry that is not stored yet.
    Entry(Optional<V> answer, long nanos) {
        this(answer, nanos, 0);
    }

    /// The same, stored now.
    Entry<V> stored(long now) {
        return new Entry<>(answer, nanos, now);
    }

    /// Whether its time is over; one that lives for ever does not look at the clock.
    boolean isOver(LongSupplier clock) {
        return nanos != Lifetimes.FOR_EVER && clock.getAsLong() - since >= nanos;
    }
}
