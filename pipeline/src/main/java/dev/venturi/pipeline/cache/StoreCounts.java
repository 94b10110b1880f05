package dev.venturi.pipeline.cache;

import java.util.concurrent.atomic.LongAdder;

/// What was stored and why it went, and the calls of the loader.
final class StoreCounts {
    final LongAdder insertions = new LongAdder();
    final LongAdder notKept = new LongAdder();
    final LongAdder evictions = new LongAdder();
    final LongAdder expirations = new LongAdder();
    final LongAdder replacements = new LongAdder();
    final LongAdder invalidations = new LongAdder();
    final LongAdder loads = new LongAdder();
    final LongAdder failedLoads = new LongAdder();
    final LongAdder loadNanos = new LongAdder();

    void insertion() {
        insertions.increment();
    }

    void notKept() {
        notKept.increment();
    }

    void expired() {
        expirations.increment();
    }

    /// An entry went to make room.
    ///
    /// @param over whether its time was over anyhow
    void evicted(boolean over) {
        (over ? expirations : evictions).increment();
    }

    /// Another took its place.
    ///
    /// @param over whether its time was over anyhow
    void replaced(boolean over) {
        (over ? expirations : replacements).increment();
    }

    /// It was to be forgotten.
    ///
    /// @param over whether its time was over anyhow
    void invalidated(boolean over) {
        (over ? expirations : invalidations).increment();
    }

    void load(long nanos, boolean fine) {
        loads.increment();
        loadNanos.add(nanos);
        if (!fine) {
            failedLoads.increment();
        }
    }
}
