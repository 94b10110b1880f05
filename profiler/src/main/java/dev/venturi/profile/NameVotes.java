package dev.venturi.profile;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// Names with weights; a bounded number of them.
final class NameVotes {
    private static final int MOST = 256;

    private final Map<String, Double> weights = new HashMap<>();

    void add(String name, double weight) {
        if (weights.size() < MOST || weights.containsKey(name)) {
            weights.merge(name, weight, Double::sum);
        }
    }

    int size() {
        return weights.size();
    }

    /// The heaviest, of equal ones the first by name; empty without any.
    String most() {
        return weights.entrySet().stream()
                .max(
                        Map.Entry.<String, Double>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
