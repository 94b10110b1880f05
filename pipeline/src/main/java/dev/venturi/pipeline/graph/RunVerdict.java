package dev.venturi.pipeline.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a run ends: in what state, decided by which stage, with which warnings. Told and asked by
/// the one thread of [RunLoop].
///
/// @param <R> what stages hand on
final class RunVerdict<R> {
    private final List<String> warnings = new ArrayList<>();
    private @Nullable StageCell<R> decisive;
    private boolean cancelled;
    private boolean hangs;

    /// Somebody cancelled the run.
    ///
    /// @param first of the stages that had not ended
    void cancelledAt(StageCell<R> first) {
        cancelled = true;
        failedAt(first);
    }

    /// A stage has no result; the first one decides.
    void failedAt(StageCell<R> cell) {
        decisive = decisive == null ? cell : decisive;
    }

    /// A stage that took too long could not be stopped: that decides, whatever came before.
    void hangsAt(StageCell<R> cell) {
        hangs = true;
        decisive = cell;
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    /// What became of the run, all of its stages having ended.
    GraphResult<R> result(List<StageCell<R>> cells, Instant began, Duration elapsed, int workers) {
        List<StageReport> reports = new ArrayList<>();
        Map<String, R> results = new LinkedHashMap<>();
        for (StageCell<R> cell : cells) {
            StageReport report = cell.report();
            reports.add(report);
            report.warnings()
                    .forEach(said -> warn("stage \"%s\": %s".formatted(report.name(), said)));
            if (cell.outcome != null) {
                results.put(report.name(), cell.outcome.result());
            }
        }
        return new GraphResult<>(
                new RunReport(
                        state(),
                        began,
                        elapsed,
                        workers,
                        reports,
                        decisive == null ? "" : decisive.stage.name(),
                        warnings),
                results);
    }

    private RunState state() {
        if (hangs) {
            return RunState.TIMED_OUT;
        }
        if (cancelled) {
            return RunState.CANCELLED;
        }
        if (decisive == null) {
            return RunState.SUCCEEDED;
        }
        return decisive.state == StageState.TIMED_OUT ? RunState.TIMED_OUT : RunState.FAILED;
    }
}
