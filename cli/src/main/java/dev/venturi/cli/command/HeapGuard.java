package dev.venturi.cli.command;

import dev.venturi.feature.RunProgress;

/// Has the garbage of a run collected before the process grows beyond what was foretold.
///
/// The serial collector lets the old generation grow as long as the largest heap allows; blocks of
/// results and pages of a wide table that died there stayed until then: 282 MB for a table that
/// needs 190. What is in use is looked at a hundred times a second. Where the prediction was too
/// low, the limit follows what is really in use, so that collecting costs little either way.
final class HeapGuard implements AutoCloseable {
    /// What a Java process takes beside its heap, and what is not yet seen as used.
    private static final long BESIDE_THE_HEAP = 94L << 20;

    private static final long EVERY_MILLIS = 10;

    /// How much of the limit may be in use after a collection before the limit gives way.
    private static final double FULL = 0.9;

    private static final double GIVES_WAY = 1.2;

    private final RunProgress progress;
    private final Thread watcher = new Thread(this::watch, "venturi-heap-guard");

    /// What is in use beyond which garbage is collected; 0 before the run has begun.
    private long limit;

    private HeapGuard(RunProgress progress) {
        this.progress = progress;
    }

    /// Begins to watch over a run.
    static HeapGuard over(RunProgress progress) {
        HeapGuard guard = new HeapGuard(progress);
        guard.watcher.setDaemon(true);
        guard.watcher.start();
        return guard;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                look();
            }
        } catch (InterruptedException _) {
            // the run has ended
        }
    }

    private void look() {
        if (limit == 0) {
            limit = Math.max(0, progress.expectedPeakBytes() - BESIDE_THE_HEAP);
        }
        if (limit > 0 && used() > limit) {
            System.gc();
            limit = Math.max(limit, Math.round(used() > FULL * limit ? GIVES_WAY * used() : 0));
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /// Ends the watch.
    @Override
    public void close() {
        watcher.interrupt();
    }
}
