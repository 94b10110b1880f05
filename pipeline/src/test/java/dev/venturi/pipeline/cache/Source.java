package dev.venturi.pipeline.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A loader that says what it was asked for.
final class Source implements LookupLoader<Integer, String> {
    /// The keys of each call, in order.
    final List<Set<Integer>> calls = new ArrayList<>();

    private final Function<Integer, @Nullable String> values;

    /// @param values null for a key without a value
    Source(Function<Integer, @Nullable String> values) {
        this.values = values;
    }

    /// `v` and the key for all keys of 0 and above.
    static Source ofNaturals() {
        return new Source(key -> key < 0 ? null : "v" + key);
    }

    @Override
    public synchronized Map<Integer, String> load(Set<Integer> keys) {
        calls.add(Set.copyOf(keys));
        Map<Integer, String> found = new HashMap<>();
        for (Integer key : keys) {
            String value = values.apply(key);
            if (value != null) {
                found.put(key, value);
            }
        }
        return found;
    }
}
