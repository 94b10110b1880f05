package dev.venturi.cli.report;

import java.util.function.Supplier;

/// One line on the screen that says how far the work has come, rewritten a few times a second and
/// cleared at the end; nothing at all when nobody looks.
///
/// It first appears after half a second, so that short work shows none. Closing it, or the end of
/// the process, clears the line.
public final class ProgressLine implements AutoCloseable {
    /// How far the work has come.
    ///
    /// @param share of the work done, 0 to 1; negative when not known yet
    /// @param rows rows done
    public record State(double share, long rows) {}

    private static final long FIRST_MILLIS = 500;
    private static final long EVERY_MILLIS = 150;
    private static final String CLEAR = "\r\u001b[K";

    private final Console console;
    private final Supplier<State> state;
    private final long started = System.nanoTime();
    private final Thread shower = new Thread(this::show, "venturi-progress");
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
            String line = text(state.get(), (System.nanoTime() - started) / 1e9);
            console.err().print(CLEAR + DisplayText.clip(line, width - 1));
            console.err().flush();
            shown = true;
        }
        return !closed;
    }

    /// ` 42 % 12,300,000 rows 8.10 M rows/s 7.2 s left`.
    static String text(State state, double seconds) {
        String done = Quantity.count(state.rows()) + " rows";
        String rate = Quantity.rowsPerSecond(seconds > 0 ? state.rows() / seconds : 0);
        if (!(state.share() > 0)) {
            return done + "  " + rate;
        }
        double share = Math.min(1, state.share());
        String percent = DisplayText.pad((int) (share * 100) + " %", 5, false);
        return percent
                + "  "
                + done
                + "  "
                + rate
                + "  "
                + Quantity.seconds(seconds * (1 - share) / share)
                + " left";
    }
}
