package dev.venturi.generate;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Pieces of work made by several threads at once and delivered one after the other, in order.
///
/// A worker takes the next piece, makes it, and waits for its turn to deliver: there are never more
/// pieces in memory than workers. The first failure ends all of them.
final class OrderedWork {
    /// What one thread uses: it makes a piece, and delivers it before it makes another.
    interface Worker {
        void make(long piece) throws IOException;

        /// Called by one thread at a time, in the order of the pieces.
        void deliver() throws IOException;
    }

    private final long pieces;
    private final AtomicLong next = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long turn;
    private volatile @Nullable Throwable failure;

    private OrderedWork(long pieces) {
        this.pieces = pieces;
    }

    /// Runs pieces 0 to below `pieces`, in the calling thread and `workers - 1` others.
    ///
    /// @throws IOException of the delivery that failed; [InterruptedIOException] when the calling
    ///   thread is interrupted
    static void run(int workers, long pieces, Supplier<Worker> maker) throws IOException {
        OrderedWork work = new OrderedWork(pieces);
        List<Thread> helpers = new ArrayList<>();
        for (int w = 1; w < Math.min(workers, pieces); w++) {
            helpers.add(
                    Thread.ofPlatform()
                            .name("generate-" + w)
                            .daemon()
                            .start(() -> work.work(maker)));
        }
        work.work(maker);
        for (Thread helper : helpers) {
            work.join(helper);
        }
        work.rethrow();
    }

    private void work(Supplier<Worker> maker) {
        try {
            Worker worker = maker.get();
            long piece = next.getAndIncrement();
            while (piece < pieces && failure == null) {
                worker.make(piece);
                if (awaitTurn(piece)) {
                    worker.deliver();
                    endTurn();
                }
                piece = next.getAndIncrement();
            }
        } catch (Throwable thrown) { // whatever ended one worker must end the others
            fail(thrown);
        }
    }

    private boolean awaitTurn(long piece) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (turn != piece && failure == null) {
                changed.await();
            }
            return failure == null;
        } finally {
            lock.unlock();
        }
    }

    private void endTurn() {
        lock.lock();
        try {
            turn++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable thrown) {
        lock.lock();
        try {
            if (failure == null) {
                failure = thrown;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a helper; it ends soon, if only because this thread failed.
    private void join(Thread helper) {
        boolean ended = false;
        while (!ended) {
            try {
                helper.join();
                ended = true;
            } catch (InterruptedException interrupted) {
                fail(interrupted);
            }
        }
    }

    private void rethrow() throws IOException {
        switch (failure) {
            case null -> {}
            case IOException thrown -> throw thrown;
            case RuntimeException thrown -> throw thrown;
            case Error thrown -> throw thrown;
            case InterruptedException thrown -> {
                Thread.currentThread().interrupt();
                InterruptedIOException ended = new InterruptedIOException("interrupted");
                ended.initCause(thrown);
                throw ended;
            }
            case Throwable thrown -> throw new IllegalStateException(thrown);
        }
    }
}
