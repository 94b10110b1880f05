package dev.venturi.pipeline.cache.simulate;

/// What a full cache makes room by.
public enum Policy {
    /// The entry that was not asked for the longest goes.
    LRU("LRU"),
    /// The entry that was stored first goes.
    FIFO("FIFO"),
    /// The newcomer, or what would have to go for it, whichever is asked for less often: what
    /// [dev.venturi.pipeline.cache.LookupCache] does, by the same Caffeine.
    W_TINY_LFU("W-TinyLFU"),
    /// The entry that is asked for again the latest goes: the least misses there can be (Belady
    /// 1966), which takes knowing the future.
    OPTIMUM("optimum");

    private final String title;

    Policy(String title) {
        this.title = title;
    }

    /// As people call it.
    public String title() {
        return title;
    }
}
