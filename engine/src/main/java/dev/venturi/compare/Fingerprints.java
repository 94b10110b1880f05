package dev.venturi.compare;

/// 64-bit fingerprints of keys: tells when a key may have been seen before, never misses one that
/// has. Open addressing; full at a number of keys given.
final class Fingerprints {
    private final int most;
    private long[] slots = new long[1024];
    private int size;
    private boolean hasZero;

    /// @param bytes memory it may use, growing included
    Fingerprints(long bytes) {
        // a table of n slots is at most half full and is copied from one of n / 2
        this.most = (int) Math.min(1 << 28, Math.max(1024, bytes / Long.BYTES / 6));
    }

    /// Adds a fingerprint.
    ///
    /// @return false when it is there already or there is no more room
    boolean add(long fingerprint) {
        if (fingerprint == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        if (size == most) {
            return false;
        }
        if (2 * size == slots.length) {
            grow();
        }
        return insert(fingerprint);
    }

    private boolean insert(long fingerprint) {
        int mask = slots.length - 1;
        int slot = (int) fingerprint & mask;
        while (slots[slot] != 0) {
            if (slots[slot] == fingerprint) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = fingerprint;
        size++;
        return true;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        size = 0;
        for (long fingerprint : old) {
            if (fingerprint != 0) {
                insert(fingerprint);
            }
        }
    }
}
