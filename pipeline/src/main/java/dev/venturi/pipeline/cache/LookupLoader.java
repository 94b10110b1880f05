package dev.venturi.pipeline.cache;

import java.util.Map;
import java.util.Set;

/// Finds the values of keys: what a [LookupCache] asks for those it does not have.
///
/// May be called by several threads at once, for different keys.
@FunctionalInterface
public interface LookupLoader<K, V> {
    /// The values of these keys, all of them asked for at once.
    ///
    /// @param keys at least one; not to be changed
    /// @return their values; a key that is left out has none. Others than those asked for are
    ///   ignored
    /// @throws java.util.concurrent.CancellationException when loading was given up for a reason
    ///   that is no failure of the source; whoever waits for the same keys then loads them himself
    Map<K, V> load(Set<K> keys);
}
