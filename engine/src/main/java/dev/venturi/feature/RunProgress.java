package dev.venturi.feature;

import java.util.concurrent.atomic.LongAdder;

/// How far a run has come; written by the workers, read by whoever shows it. Thread-safe.
public final class RunProgress {
    private final LongAdder bytes = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private volatile long totalBytes;

    void start(long total) {
        bytes.reset();
        rows.reset();
        totalBytes = total;
    }

    void add(long moreBytes, long moreRows) {
        bytes.add(moreBytes);
        rows.add(moreRows);
    }

    /// Bytes of the input to be read in all, as stored; 0 before the run begins.
    public long totalBytes() {
        return totalBytes;
    }

    /// Bytes of the input read so far.
    public long bytes() {
        return bytes.sum();
    }

    /// Rows read so far.
    public long rows() {
        return rows.sum();
    }
}
