package dev.venturi.generate;

import java.io.IOException;
import java.util.function.Consumer;

/// Cuts a range of places into chunks and counts the rows of those delivered. Written by one worker
/// at a time, in its turn.
final class Delivered {
    /// Makes the rows of a range of places.
    interface Maker {
        void make(long from, long to);
    }

    /// Hands over the rows made last.
    interface Output {
        /// Returns how many rows they were.
        long write() throws IOException;
    }

    private final Consumer<GenerateProgress> listener;
    private final long from;
    private final long to;
    private final int chunk;
    private long rows;
    private long places;

    /// @param chunk places of a chunk; the last may be shorter
    Delivered(Consumer<GenerateProgress> listener, long from, long to, int chunk) {
        this.listener = listener;
        this.from = from;
        this.to = to;
        this.chunk = chunk;
    }

    long chunks() {
        return (to - from + chunk - 1) / chunk;
    }

    OrderedWork.Worker worker(Maker maker, Output output) {
        return new OrderedWork.Worker() {
            @Override
            public void make(long piece) {
                long start = from + piece * chunk;
                maker.make(start, Math.min(to, start + chunk));
            }

            @Override
            public void deliver() throws IOException {
                rows += output.write();
                places = Math.min(to - from, places + chunk);
                listener.accept(progress());
            }
        };
    }

    GenerateProgress progress() {
        return new GenerateProgress(rows, (double) places / (to - from));
    }
}
