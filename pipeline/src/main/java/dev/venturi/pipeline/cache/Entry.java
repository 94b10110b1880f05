package dev.venturi.pipeline.cache;

import java.util.Optional;

/// What is kept of a key.
///
/// @param answer empty: the key has no value, and this is known
/// @param nanos how long it lives; 0: it is not kept; [Lifetimes#FOR_EVER]
record Entry<V>(Optional<V> answer, long nanos) {}
