package dev.venturi.profile;

/// What a piece of work spends its time on.
public enum Bound {
    /// It computes.
    CPU("CPU-bound"),
    /// It waits for files or the network.
    IO("I/O-bound"),
    /// It waits for locks.
    LOCK("lock-bound"),
    /// It waits for other threads, timers or work.
    WAIT("wait-bound"),
    /// No one of them has half of the time.
    MIXED("mixed");

    private final String label;

    Bound(String label) {
        this.label = label;
    }

    /// As reports name it.
    public String label() {
        return label;
    }
}
