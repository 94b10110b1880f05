package dev.venturi.cli.report;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/// One line on the screen that says how far the work has come, rewritten a few times a second and
/// cleared at the end; nothing at all when nobody looks.
///
/// It first appears after half a second, so that short work shows none. Closing it, or the end of
/// the process, clears the line.
public final class ProgressLine implements AutoCloseable {
    /// How far the work has come.
    ///
    /// @param step what is being done; empty when there is only one thing to do
    /// @param share of the step done, 0 to 1
    /// @param rows rows done; 0 when they are not counted
    public record State(String step, double share, long rows) {
        /// Work of one step that counts its rows.
        public State(double share, long rows) {
            this("", share, rows);
        }

        /// Work of several steps.
        public static State of(String step, double share) {
            return new State(step, share, 0);
        }
    }

    private static final long FIRST_MILLIS = 500;
    private static final long EVERY_MILLIS = 150;
    private static final String CLEAR = "\r\u001b[K";

    private final Console console;
    private final Supplier<State> state;
    private final Thread shower = new Thread(this::show, "venturi-progress");
    private final Pace pace = new Pace();
    private boolean shown;
    private boolean closed;

    private ProgressLine(Console console, Supplier<State> state) {
        this.console = console;
        this.state = state;
    }

    /// Begins to show the state of some work.
    ///
    /// @param state asked from another thread, at most ten times a second
    public static ProgressLine start(Console console, Supplier<State> state) {
        ProgressLine line = new ProgressLine(console, state);
        if (console.terminal().showsProgress() && !console.isQuiet()) {
            Runtime.getRuntime().addShutdownHook(new Thread(line::clear, "venturi-progress-clear"));
            line.shower.setDaemon(true);
            line.shower.start();
        }
        return line;
    }

    /// Clears the line.
    @Override
    public void close() {
        shower.interrupt();
        clear();
    }

    private synchronized void clear() {
        closed = true;
        if (shown) {
            console.err().print(CLEAR);
            console.err().flush();
            shown = false;
        }
    }

    private void show() {
        int width = console.terminal().width();
        try {
            pace.add(System.nanoTime(), state.get());
            Thread.sleep(FIRST_MILLIS);
            while (showOnce(width)) {
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    private synchronized boolean showOnce(int width) {
        if (!closed) {
            pace.add(System.nanoTime(), state.get());
            String line = pace.text();
            if (!line.isEmpty()) {
                console.err().print(CLEAR + DisplayText.clip(line, width - 1));
                console.err().flush();
                shown = true;
            }
        }
        return !closed;
    }

    /// How fast the work goes now: over the last seconds, because the first are slower than the
    /// rest.
    static final class Pace {
        private static final long WINDOW_NANOS = 3_000_000_000L;

        private record Sample(long nanos, State state) {}

        private final ArrayDeque<Sample> samples = new ArrayDeque<>();

        void add(long nanos, State state) {
            boolean begins = !samples.isEmpty() && !samples.getLast().state.step.equals(state.step);
            if (begins) {
                samples.clear();
            }
            samples.add(new Sample(nanos, state));
            while (samples.size() > 2 && nanos - samples.getFirst().nanos > WINDOW_NANOS) {
                samples.removeFirst();
            }
        }

        /// ` 42 % 12,300,000 rows 8.10 M rows/s 7 s left`; empty before anything is done.
        String text() {
            Sample first = samples.getFirst();
            Sample last = samples.getLast();
            double seconds = (last.nanos - first.nanos) / 1e9;
            double share = Math.min(1, last.state.share());
            double shareDone = share - first.state.share();
            if (shareDone <= 0) {
                return "";
            }
            StringBuilder text = new StringBuilder();
            text.append(DisplayText.pad((int) (share * 100) + " %", 5, false));
            if (!last.state.step().isEmpty()) {
                text.append("  ").append(last.state.step());
            }
            long rows = last.state.rows();
            if (rows > 0) {
                double rate = (rows - first.state.rows()) / seconds;
                text.append("  ").append(Quantity.count(rows, "row", "rows"));
                text.append("  ").append(Quantity.rowsPerSecond(rate));
            }
            double left = (1 - share) * seconds / shareDone;
            String time = left < 59.5 ? Math.round(left) + " s" : Quantity.seconds(left);
            return text.append("  ").append(time).append(" left").toString();
        }
    }
}
