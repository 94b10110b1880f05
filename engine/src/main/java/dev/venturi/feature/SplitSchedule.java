package dev.venturi.feature;

import dev.venturi.series.Fragment;
import dev.venturi.spill.BlockList;
import dev.venturi.table.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Has the splits of a table read by workers and hands their output on in the table's order.
final class SplitSchedule {
    /// Splits that may be begun and not yet handed on, per worker: enough that nobody waits, few
    /// enough to bound memory.
    private static final int AHEAD_PER_WORKER = 2;

    /// Sums over all splits.
    ///
    /// @param readAgain splits whose guessed start was wrong
    record Totals(
            long rows,
            long dropped,
            long ties,
            long sorted,
            long overflowedToInfinity,
            int readAgain) {
        Totals plus(SplitFacts facts) {
            return new Totals(
                    rows + facts.rows(),
                    dropped + facts.dropped(),
                    ties + facts.ties(),
                    sorted + facts.sorted(),
                    overflowedToInfinity + facts.overflowedToInfinity(),
                    readAgain);
        }
    }

    private final Supplier<SplitWork> work;
    private final List<Split> splits;
    private final int workers;
    private final List<QueuedOutput> outputs = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final Semaphore ahead;
    private @Nullable SplitWork ownWork;

    /// @param work makes what a worker does; called once per worker, on its thread
    SplitSchedule(Supplier<SplitWork> work, List<Split> splits, int workers) {
        this.work = work;
        this.splits = splits;
        this.workers = workers;
        this.ahead = new Semaphore(workers * AHEAD_PER_WORKER);
        splits.forEach(_ -> outputs.add(new QueuedOutput()));
    }

    /// Reads everything.
    ///
    /// @param target receives the output of all splits in order, on the calling thread
    /// @param facts told of every split after its output
    Totals run(SplitOutput target, Consumer<SplitFacts> facts)
            throws IOException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int w = 0; w < workers; w++) {
            threads.add(
                    Thread.ofPlatform().name("venturi-worker-" + w).daemon(true).start(this::work));
        }
        try {
            return handOn(new Receiver(target), facts);
        } finally {
            next.set(splits.size());
            threads.forEach(Thread::interrupt);
            outputs.forEach(QueuedOutput::discard);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private void work() {
        SplitWork own = work.get();
        try {
            while (true) {
                ahead.acquire();
                int index = next.getAndIncrement();
                if (index >= splits.size()) {
                    return;
                }
                QueuedOutput output = outputs.get(index);
                try {
                    own.run(splits.get(index), output);
                } catch (QueuedOutput.DiscardedException _) {
                    // nobody wants this split any more; the next one is waiting
                } catch (IOException | RuntimeException | Error e) {
                    output.fail(e);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the run is over
        }
    }

    private Totals handOn(Receiver target, Consumer<SplitFacts> facts)
            throws IOException, InterruptedException {
        Totals totals = new Totals(0, 0, 0, 0, 0, 0);
        int readAgain = 0;
        long reached = 0;
        for (int i = 0; i < splits.size(); i++) {
            Split split = splits.get(i);
            QueuedOutput output = outputs.get(i);
            if (split.exact()) {
                reached = split.from();
            }
            boolean asGuessed =
                    reached < split.to() && begins(output, split, reached) && drain(output, target);
            output.discard();
            if (asGuessed) {
                SplitFacts ended = target.facts();
                facts.accept(ended);
                totals = totals.plus(ended);
                reached = ended.end();
            }
            // A wrong guess, or a reader that gave a guessed split up half way: the rest is read
            // from where we are. The end of an exact split need not be known (gzip).
            boolean whole = asGuessed && split.exact();
            if (!whole && reached < split.to()) {
                readAgain++;
                ownWork().run(new Split(split.file(), reached, split.to(), true), target);
                SplitFacts ended = target.facts();
                facts.accept(ended);
                totals = totals.plus(ended);
                reached = ended.end();
            }
            ahead.release();
        }
        return new Totals(
                totals.rows(),
                totals.dropped(),
                totals.ties(),
                totals.sorted(),
                totals.overflowedToInfinity(),
                readAgain);
    }

    /// Whether a split's rows begin where the rows before them ended.
    private static boolean begins(QueuedOutput output, Split split, long reached)
            throws IOException, InterruptedException {
        QueuedOutput.Message first = output.take();
        if (first instanceof QueuedOutput.Message.Begin begin) {
            return split.exact() || begin.position() == reached;
        }
        if (first instanceof QueuedOutput.Message.Failure failure && split.exact()) {
            throw rethrown(failure.cause());
        }
        return false; // a guess that failed says nothing; reading from the right place will tell
    }

    /// Passes on the output of one split.
    private static boolean drain(QueuedOutput output, Receiver target)
            throws IOException, InterruptedException {
        while (true) {
            switch (output.take()) {
                case QueuedOutput.Message.Begin begin ->
                        throw new IllegalStateException("begins twice: " + begin);
                case QueuedOutput.Message.Block block -> target.block(block.block());
                case QueuedOutput.Message.Part part -> target.fragment(part.fragment());
                case QueuedOutput.Message.Rows rows -> target.rows(rows.partitions());
                case QueuedOutput.Message.End end -> {
                    target.end(end.facts());
                    return true;
                }
                case QueuedOutput.Message.Failure failure -> throw rethrown(failure.cause());
            }
        }
    }

    private static IOException rethrown(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case IOException e -> e;
            default -> new IOException(cause);
        };
    }

    private SplitWork ownWork() {
        SplitWork own = ownWork;
        if (own == null) {
            own = work.get();
            ownWork = own;
        }
        return own;
    }

    /// Passes everything on and keeps the facts of the split that ended last.
    private static final class Receiver implements SplitOutput {
        private final SplitOutput target;
        private @Nullable SplitFacts facts;

        Receiver(SplitOutput target) {
            this.target = target;
        }

        SplitFacts facts() {
            return Objects.requireNonNull(facts);
        }

        @Override
        public void begin(long position) throws InterruptedException {
            target.begin(position);
        }

        @Override
        public void block(FeatureBlock block) throws InterruptedException {
            target.block(block);
        }

        @Override
        public void fragment(Fragment fragment) throws InterruptedException {
            target.fragment(fragment);
        }

        @Override
        public void rows(@Nullable BlockList[] partitions) throws InterruptedException {
            target.rows(partitions);
        }

        @Override
        public void end(SplitFacts ended) throws InterruptedException {
            facts = ended;
            target.end(ended);
        }
    }
}
