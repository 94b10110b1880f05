package dev.venturi.aggregate;

import dev.venturi.spill.SpillStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// The threads that do a [Work]; the first failure ends them all.
final class Workers {
    private final int count;
    private final SpillStore store;
    private final GroupByProgress progress;
    private @Nullable Throwable failure;

    Workers(int count, SpillStore store, GroupByProgress progress) {
        this.count = count;
        this.store = store;
        this.progress = progress;
    }

    /// What the calling thread does meanwhile.
    @FunctionalInterface
    interface Meanwhile {
        void run() throws IOException, InterruptedException;
    }

    /// Does all of it; what it put aside is readable afterwards.
    ///
    /// @throws InterruptedException when the calling thread is interrupted
    void run(Work work) throws IOException, InterruptedException {
        run(work, () -> {});
    }

    /// As above.
    ///
    /// @param meanwhile must end when the work fails
    void run(Work work, Meanwhile meanwhile) throws IOException, InterruptedException {
        CountDownLatch done = new CountDownLatch(count);
        List<Thread> threads = new ArrayList<>();
        for (int w = 0; w < count; w++) {
            Thread thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("venturi-group-" + w)
                            .unstarted(() -> work(work, threads, done));
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        try {
            meanwhile.run();
            done.await();
        } catch (Throwable e) {
            fail(e, threads);
            awaitAll(done);
        }
        rethrow();
    }

    private void work(Work work, List<Thread> threads, CountDownLatch done) {
        try {
            BlockPacker packer = new BlockPacker(store, progress);
            while (!hasFailed() && work.step(packer)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            packer.flush();
        } catch (Throwable e) {
            fail(e, threads);
        } finally {
            done.countDown();
        }
    }

    private synchronized boolean hasFailed() {
        return failure != null;
    }

    /// Those that wait for work are woken by the interrupt.
    private synchronized void fail(Throwable e, List<Thread> threads) {
        if (failure == null) {
            failure = e;
            for (Thread thread : threads) {
                if (thread != Thread.currentThread()) {
                    thread.interrupt();
                }
            }
        }
    }

    private static void awaitAll(CountDownLatch done) {
        while (true) {
            try {
                done.await();
                return;
            } catch (InterruptedException _) {
                // they are on their way out
            }
        }
    }

    private synchronized void rethrow() throws IOException, InterruptedException {
        switch (failure) {
            case null -> {}
            case IOException e -> throw e;
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
