package dev.venturi.sort;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Writes batches to a sink on a thread of its own, a few behind, so that merging and writing take
/// turns on two cores.
final class SinkQueue implements Closeable {
    private static final int BATCHES = 4;

    /// A batch without rows, which no other is.
    private static final Batch END = new Batch(0, List.of());

    private final BatchSink sink;
    private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread = new Thread(this::run, "venturi-sorted-rows");
    private volatile @Nullable Throwable failure;

    /// @param sink not committed or closed by this
    SinkQueue(BatchSink sink) {
        this.sink = sink;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            for (Batch batch = queue.take(); batch.rows() > 0; batch = queue.take()) {
                if (failure == null) {
                    write(batch); // after a failure the rest is taken and dropped
                }
            }
        } catch (InterruptedException _) {
            // closed: nobody wants the rows any more
        }
    }

    private void write(Batch batch) {
        try {
            sink.write(batch);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    /// Hands over rows.
    ///
    /// @throws IOException and whatever else the sink threw at rows before these
    void add(Batch batch) throws IOException, InterruptedException {
        rethrow();
        queue.put(batch);
    }

    /// Waits until all rows are written.
    void finish() throws IOException, InterruptedException {
        queue.put(END);
        thread.join();
        rethrow();
    }

    private void rethrow() throws IOException {
        switch (failure) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /// Ends the thread.
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
