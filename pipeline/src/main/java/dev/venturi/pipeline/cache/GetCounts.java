package dev.venturi.pipeline.cache;

import java.util.concurrent.atomic.LongAdder;

/// What came of asking for keys: each key asked for counts in exactly one of these.
final class GetCounts {
    final LongAdder hits = new LongAdder();
    final LongAdder negativeHits = new LongAdder();
    final LongAdder coalesced = new LongAdder();
    final LongAdder secondLevel = new LongAdder();
    final LongAdder found = new LongAdder();
    final LongAdder absent = new LongAdder();
    final LongAdder failed = new LongAdder();

    void hit(Entry<?> entry) {
        (entry.answer().isPresent() ? hits : negativeHits).increment();
    }

    void coalesced(int keys) {
        coalesced.add(keys);
    }

    void foundInSecondLevel() {
        secondLevel.increment();
    }

    void loaded(Entry<?> entry) {
        (entry.answer().isPresent() ? found : absent).increment();
    }

    void failed(int keys) {
        failed.add(keys);
    }
}
