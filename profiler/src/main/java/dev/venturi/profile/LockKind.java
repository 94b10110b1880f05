package dev.venturi.profile;

/// How a thread waits for another.
public enum LockKind {
    /// To enter a `synchronized` block or method.
    MONITOR("monitor"),
    /// In `Object.wait`.
    WAIT("Object.wait"),
    /// For a lock of `java.util.concurrent.locks`.
    LOCK("lock"),
    /// Parked otherwise: futures, queues, latches, idle pools.
    PARK("park"),
    /// In `Thread.sleep`.
    SLEEP("sleep"),
    /// A virtual thread that kept its carrier.
    PINNED("pinned");

    private final String label;

    LockKind(String label) {
        this.label = label;
    }

    /// As reports name it.
    public String label() {
        return label;
    }

    /// Whether threads compete for something that one of them has.
    public boolean isContention() {
        return this == MONITOR || this == LOCK;
    }
}
