package dev.venturi.profile;

import java.util.List;
import java.util.Optional;

/// Objects that were allocated early or all the time and were still alive at the end, with who
/// keeps them. Not every one is a mistake: a cache that fills and stays looks the same but for its
/// growth.
///
/// @param type of the objects
/// @param chain from the object to the root, one reference each: `double[64]`,
///   `HashMap$Node.value`, ..., `Prices.cache (static field)`
/// @param holder the application's nearest field on the chain; empty when libraries alone keep them
/// @param root kind of the root: `Class`, `Thread`, `Stack variable`, ...; empty when not found
/// @param site the application's line that allocated them
/// @param stack the most frequent stack of the allocation
/// @param samples how many such objects were sampled
/// @param bytes estimated, of all such objects
/// @param firstSecond when the oldest of the samples was allocated
/// @param lastSecond when the youngest was
/// @param elements size of the largest collection or array on the chain; 0 when unknown
public record Leak(
        String type,
        List<String> chain,
        String holder,
        String root,
        Optional<Site> site,
        Stack stack,
        long samples,
        long bytes,
        double firstSecond,
        double lastSecond,
        long elements) {
    /// Copies the list.
    public Leak {
        chain = List.copyOf(chain);
    }
}
