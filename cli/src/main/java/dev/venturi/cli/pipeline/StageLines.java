package dev.venturi.cli.pipeline;

import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.DisplayText;
import dev.venturi.cli.report.Quantity;
import dev.venturi.pipeline.graph.StageEvent;
import dev.venturi.pipeline.graph.StageReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// What a person at a screen sees of a run: a line for each stage that has ended, and below them
/// one that says what the others are doing, rewritten a few times a second. Nothing at all when
/// nobody looks. Thread-safe.
final class StageLines implements Consumer<StageEvent>, AutoCloseable {
    private static final long EVERY_NANOS = 150_000_000;
    private static final String CLEAR = "\r\u001b[K";

    private final Console console;
    private final int stages;
    private final boolean shows;
    private final Map<String, String> running = new LinkedHashMap<>();
    private int ended;
    private long shownAt;
    private boolean shown;

    StageLines(Console console, int stages) {
        this.console = console;
        this.stages = stages;
        this.shows = console.terminal().showsProgress() && !console.isQuiet();
    }

    @Override
    public synchronized void accept(StageEvent event) {
        switch (event) {
            case StageEvent.Started started -> running.put(started.stage(), "");
            case StageEvent.Progressed at -> {
                String share =
                        Double.isNaN(at.fraction()) ? "" : (int) (at.fraction() * 100) + " % ";
                running.put(at.stage(), share + at.what());
            }
            case StageEvent.Keeping keeping -> running.put(keeping.stage(), "keeping its result");
            case StageEvent.Pausing pausing ->
                    running.put(
                            pausing.stage(),
                            "attempt %d failed, again in %s"
                                    .formatted(
                                            pausing.attempt(),
                                            Quantity.seconds(pausing.pause().toMillis() / 1e3)));
            case StageEvent.Stopping stopping -> running.put(stopping.stage(), "stopping");
            case StageEvent.Ended end -> {
                running.remove(end.stage());
                ended++;
                line(ended(end.report()));
            }
        }
        show();
    }

    private static String ended(StageReport report) {
        Long rows = report.counts().get("rows");
        return "%s  %s%s  %s"
                .formatted(
                        report.name(),
                        report.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        rows == null || !report.state().hasResult()
                                ? ""
                                : "  " + Quantity.count(rows, "row", "rows"),
                        Quantity.seconds(report.took().toMillis() / 1e3));
    }

    private void line(String text) {
        if (shows) {
            clear();
            console.note(DisplayText.clip(text, console.terminal().width() - 1));
        }
    }

    private void show() {
        long now = System.nanoTime();
        if (!shows || (shown && now - shownAt < EVERY_NANOS)) {
            return;
        }
        List<String> parts = new ArrayList<>();
        parts.add("%d of %d stages".formatted(ended, stages));
        running.forEach((stage, what) -> parts.add((stage + " " + what).strip()));
        String line = DisplayText.clip(String.join("  |  ", parts), console.terminal().width() - 1);
        console.err().print(CLEAR + line);
        console.err().flush();
        shown = true;
        shownAt = now;
    }

    private void clear() {
        if (shown) {
            console.err().print(CLEAR);
            console.err().flush();
            shown = false;
        }
    }

    @Override
    public synchronized void close() {
        clear();
    }
}
