package dev.venturi.pipeline.graph;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/// One holder at a time in all processes, for the microseconds in which a result is claimed, put in
/// place or taken away. A process that is killed lets go.
final class StoreLock {
    /// File locks belong to processes: threads of one exclude each other here.
    private static final ConcurrentMap<Path, ReentrantLock> WITHIN = new ConcurrentHashMap<>();

    private final Path file;
    private final ReentrantLock within;

    /// What is done while the lock is held.
    ///
    /// @param <T> what it gives
    @FunctionalInterface
    interface Step<T> {
        T run() throws IOException;
    }

    StoreLock(Path directory) throws IOException {
        this.file = directory.toRealPath().resolve("store.lock");
        this.within = WITHIN.computeIfAbsent(file, _ -> new ReentrantLock());
    }

    <T> T holding(Step<T> step) throws IOException {
        within.lock();
        try (FileChannel channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            return step.run();
        } finally {
            within.unlock();
        }
    }
}
