package dev.venturi.pipeline.cache;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// The loading of one key by one thread, for which others may wait.
final class Load<V> {
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Entry<V> entry;
    private @Nullable Throwable failure;

    void complete(Entry<V> found) {
        entry = found;
        ended.countDown();
    }

    /// @param why null, or a [CancellationException]: it was given up
    void fail(@Nullable Throwable why) {
        failure = why;
        ended.countDown();
    }

    /// Waits for the end.
    ///
    /// @return null when it was given up, which is no failure of the source
    @Nullable Entry<V> await() {
        try {
            ended.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a value to be loaded");
        }
        return switch (failure) {
            case null -> entry;
            case CancellationException _ -> null;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        };
    }
}
