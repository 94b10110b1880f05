package dev.venturi.feature;

import java.util.concurrent.atomic.LongAdder;

/// How far a run has come; written by the workers, read by whoever shows it. Thread-safe.
public final class RunProgress {
    /// What a run is doing.
    public enum Phase {
        /// Reading, and computing entities that stand together.
        READING,
        /// Reading, and dividing rows by entity.
        DIVIDING,
        /// Computing entities whose rows have been brought together.
        COMPUTING,
        /// Writing what had to be put in order first.
        WRITING
    }

    private final LongAdder bytes = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder done = new LongAdder();
    private volatile Phase phase = Phase.READING;
    private volatile long totalBytes;
    private volatile long total;
    private volatile long expectedPeakBytes;

    void start(Phase first, long inputBytes, long peakBytes) {
        expectedPeakBytes = peakBytes;
        bytes.reset();
        rows.reset();
        totalBytes = inputBytes;
        enter(first, inputBytes);
    }

    /// Goes on to another phase.
    ///
    /// @param work how much there is to do in it, in any unit
    void enter(Phase next, long work) {
        done.reset();
        total = work;
        phase = next;
    }

    /// Bytes and rows of the input that have been read.
    void add(long moreBytes, long moreRows) {
        bytes.add(moreBytes);
        rows.add(moreRows);
        done.add(moreBytes);
    }

    /// Work of a phase that reads no input.
    void advance(long work) {
        done.add(work);
    }

    /// What the run is doing.
    public Phase phase() {
        return phase;
    }

    /// How much of the phase is done, 0 to 1.
    public double fraction() {
        long whole = total;
        return whole == 0 ? 0 : Math.min(1, (double) done.sum() / whole);
    }

    /// Bytes of the input to be read in all, as stored; 0 before the run begins.
    public long totalBytes() {
        return totalBytes;
    }

    /// Bytes of the input read so far.
    public long bytes() {
        return bytes.sum();
    }

    /// Resident memory that the run is expected to need at most; 0 before it begins.
    public long expectedPeakBytes() {
        return expectedPeakBytes;
    }

    /// Rows read so far.
    public long rows() {
        return rows.sum();
    }
}
