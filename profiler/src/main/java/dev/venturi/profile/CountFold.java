package dev.venturi.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Calls of methods as the JVM counted them: each event tells the total so far.
final class CountFold {
    private final Map<String, MethodCount> counts = new LinkedHashMap<>();

    void add(MethodCount count) {
        counts.merge(
                count.method(), count, (one, other) -> other.calls() > one.calls() ? other : one);
    }

    List<MethodCount> counts() {
        List<MethodCount> all = new ArrayList<>(counts.values());
        all.sort(
                Comparator.comparingLong(MethodCount::calls)
                        .reversed()
                        .thenComparing(MethodCount::method));
        return all;
    }
}
