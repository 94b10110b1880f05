package dev.venturi.pipeline.cache;

import com.github.benmanes.caffeine.cache.Expiry;

/// Every entry lives as long as it says, from when it was stored; reading does not lengthen that.
final class EntryExpiry<K, V> implements Expiry<K, Entry<V>> {
    @Override
    public long expireAfterCreate(K key, Entry<V> entry, long now) {
        return entry.nanos();
    }

    @Override
    public long expireAfterUpdate(K key, Entry<V> entry, long now, long left) {
        return entry.nanos();
    }

    @Override
    public long expireAfterRead(K key, Entry<V> entry, long now, long left) {
        return left;
    }
}
