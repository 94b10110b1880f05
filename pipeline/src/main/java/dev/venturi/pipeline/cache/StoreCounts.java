package dev.venturi.pipeline.cache;

import com.github.benmanes.caffeine.cache.RemovalCause;
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

    void removed(RemovalCause cause) {
        switch (cause) {
            case SIZE -> evictions.increment();
            case EXPIRED -> expirations.increment();
            case REPLACED -> replacements.increment();
            case EXPLICIT, COLLECTED -> invalidations.increment();
        }
    }

    void load(long nanos, boolean fine) {
        loads.increment();
        loadNanos.add(nanos);
        if (!fine) {
            failedLoads.increment();
        }
    }
}
