package dev.venturi.compare;

import java.util.ArrayList;
import java.util.TreeMap;

/// Counts keys and keeps the first few, by the number of their row.
final class KeyTally {
    private static final int EXAMPLES = 5;

    private long count;
    private final TreeMap<Long, String> examples = new TreeMap<>();

    void add(TextRow row) {
        count++;
        if (examples.size() < EXAMPLES || row.number < examples.lastKey()) {
            examples.put(row.number, row.keyText());
            shorten();
        }
    }

    /// Adds what was counted of other keys of the same table.
    void add(KeyTally other) {
        count += other.count;
        examples.putAll(other.examples);
        shorten();
    }

    KeyFinding finding() {
        return new KeyFinding(count, new ArrayList<>(examples.values()));
    }

    private void shorten() {
        while (examples.size() > EXAMPLES) {
            examples.pollLastEntry();
        }
    }
}
