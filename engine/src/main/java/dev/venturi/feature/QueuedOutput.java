package dev.venturi.feature;

import dev.venturi.series.Fragment;
import dev.venturi.spill.BlockList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Hands what comes out of one split from its worker to the thread that joins all splits in order.
/// Bounded: a worker far ahead waits.
final class QueuedOutput implements SplitOutput {
    /// What passes through.
    sealed interface Message {
        record Begin(long position) implements Message {}

        record Block(FeatureBlock block) implements Message {}

        record Part(Fragment fragment) implements Message {}

        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Rows(@Nullable BlockList[] partitions) implements Message {}

        record End(SplitFacts facts) implements Message {}

        record Failure(Throwable cause) implements Message {}
    }

    /// Ends the work on a split whose output nobody wants any more.
    static final class DiscardedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DiscardedException() {
            super("the guessed start of this split was wrong", null, false, false);
        }
    }

    private static final int CAPACITY = 8;
    private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(CAPACITY);
    private volatile boolean discarded;

    @Override
    public void begin(long position) throws InterruptedException {
        put(new Message.Begin(position));
    }

    @Override
    public void block(FeatureBlock block) throws InterruptedException {
        put(new Message.Block(block));
    }

    @Override
    public void fragment(Fragment fragment) throws InterruptedException {
        put(new Message.Part(fragment));
    }

    @Override
    public void rows(@Nullable BlockList[] partitions) throws InterruptedException {
        put(new Message.Rows(partitions));
    }

    @Override
    public void end(SplitFacts facts) throws InterruptedException {
        put(new Message.End(facts));
    }

    void fail(Throwable cause) throws InterruptedException {
        if (!discarded) {
            queue.put(new Message.Failure(cause));
        }
    }

    private void put(Message message) throws InterruptedException {
        if (discarded) {
            throw new DiscardedException();
        }
        queue.put(message);
    }

    Message take() throws InterruptedException {
        return queue.take();
    }

    /// Lets the worker go, wherever it is: a put that waits finds room, the next one ends its work.
    void discard() {
        discarded = true;
        queue.clear();
    }
}
