package dev.venturi.compare;

import java.util.function.Consumer;

/// Counts what is done of a step and tells a listener.
final class Progress {
    private final Consumer<CompareProgress> listener;
    private String step = "";
    private long total = 1;
    private long done;

    Progress(Consumer<CompareProgress> listener) {
        this.listener = listener;
    }

    /// @param total what the step will [#add] up to
    void begin(String step, long total) {
        this.step = step;
        this.total = Math.max(1, total);
        this.done = 0;
    }

    void add(long more) {
        done += more;
        listener.accept(new CompareProgress(step, Math.min(1.0, (double) done / total)));
    }
}
