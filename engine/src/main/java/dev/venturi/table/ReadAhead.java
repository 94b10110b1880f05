package dev.venturi.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Reads a few batches ahead on a thread of its own, so that reading and what is done with the rows
/// take turns on two cores.
@Internal
public final class ReadAhead implements Closeable {
    private static final int BATCHES = 4;

    private final BatchReader reader;
    private final BlockingQueue<Read> queue = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread = new Thread(this::run, "venturi-read-ahead");
    private long bytesRead;
    private boolean ended;

    /// What the thread found.
    ///
    /// @param batch null at the end, and when there is a failure
    private record Read(@Nullable Batch batch, long bytesRead, @Nullable Throwable failure) {}

    /// @param reader closed with this; nobody else may use it
    public ReadAhead(BatchReader reader) {
        this.reader = reader;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            boolean more = true;
            while (more) {
                Read read = read();
                more = read.batch != null;
                queue.put(read);
            }
        } catch (InterruptedException _) {
            // closed: nobody waits for rows any more
        }
    }

    private Read read() {
        try {
            Batch batch = reader.next();
            return new Read(batch, reader.bytesRead(), null);
        } catch (IOException | RuntimeException | Error e) {
            return new Read(null, 0, e);
        }
    }

    /// The next rows.
    ///
    /// @return null at the end
    /// @throws IOException and whatever else the reader throws
    public @Nullable Batch next() throws IOException {
        if (ended) {
            return null;
        }
        Read read = take();
        ended = read.batch == null;
        bytesRead = read.bytesRead;
        return switch (read.failure) {
            case null -> read.batch;
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        };
    }

    private Read take() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows were read", e);
        }
    }

    /// Bytes consumed for the rows handed out so far.
    public long bytesRead() {
        return bytesRead;
    }

    /// Finite texts read as infinity; once the end was reached.
    public long overflowedToInfinity() {
        return reader.overflowedToInfinity();
    }

    /// Ends the thread, then the reader.
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
        reader.close();
    }
}
