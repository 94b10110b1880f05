package dev.venturi.pipeline.graph;

import java.time.Duration;
import java.util.Locale;

/// Spans of time as people read them.
final class Spans {
    private Spans() {}

    /// `0.4 ms`, `250 ms`, `1.5 s`, `12 s`, `3 min 20 s`, `2 h 5 min`.
    static String text(Duration span) {
        double millis = span.toNanos() / 1e6;
        if (millis < 9.95) {
            return span.isZero() ? "0 ms" : String.format(Locale.ROOT, "%.1f ms", millis);
        }
        if (millis < 999.5) {
            return String.format(Locale.ROOT, "%.0f ms", millis);
        }
        double seconds = millis / 1e3;
        if (seconds < 9.95) {
            String text = String.format(Locale.ROOT, "%.1f s", seconds);
            return text.replace(".0 s", " s");
        }
        long whole = Math.round(seconds);
        if (whole < 120) {
            return whole + " s";
        }
        return whole < 7200
                ? "%d min %d s".formatted(whole / 60, whole % 60)
                : "%d h %d min".formatted(whole / 3600, whole % 3600 / 60);
    }
}
