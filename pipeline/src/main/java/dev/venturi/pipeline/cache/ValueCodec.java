package dev.venturi.pipeline.cache;

/// Values of a [LookupCache] as bytes, for its second level. Thread-safe.
public interface ValueCodec<V> {
    /// The bytes of a value.
    byte[] encode(V value);

    /// The value of such bytes.
    ///
    /// @throws IllegalArgumentException when they are none of [#encode]
    V decode(byte[] bytes);
}
