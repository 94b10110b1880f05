package dev.venturi.aggregate;

import java.util.concurrent.atomic.LongAdder;

/// How far grouping has come; written by the workers, read by whoever shows it. Thread-safe.
public final class GroupByProgress {
    /// What is being done.
    public enum Phase {
        /// Reading rows and folding them into groups.
        READING,
        /// Folding what was put aside for lack of memory.
        RESUMING,
        /// Writing groups.
        WRITING
    }

    private final LongAdder rows = new LongAdder();
    private final LongAdder spilled = new LongAdder();
    private final LongAdder written = new LongAdder();
    private volatile Phase phase = Phase.READING;

    void begin() {
        rows.reset();
        spilled.reset();
        written.reset();
        phase = Phase.READING;
    }

    void enter(Phase next) {
        phase = next;
    }

    void read(long more) {
        rows.add(more);
    }

    void spilled(long more) {
        spilled.add(more);
    }

    void written(long more) {
        written.add(more);
    }

    /// What is being done.
    public Phase phase() {
        return phase;
    }

    /// Rows read and folded, or put aside.
    public long rows() {
        return rows.sum();
    }

    /// Bytes put aside for lack of memory.
    public long spilledBytes() {
        return spilled.sum();
    }

    /// Groups written to the output.
    public long groups() {
        return written.sum();
    }
}
