package dev.venturi.pipeline.graph;

import java.time.Duration;

/// What happens to a stage while a graph runs.
public sealed interface StageEvent {
    /// The stage.
    String stage();

    /// A try begins.
    ///
    /// @param attempt from 1
    record Started(String stage, int attempt) implements StageEvent {}

    /// The stage says how far it is.
    ///
    /// @param what it is doing
    /// @param fraction done, 0 to 1; NaN when it does not know
    record Progressed(String stage, String what, double fraction) implements StageEvent {}

    /// It has a result, which is being put into the store.
    record Keeping(String stage) implements StageEvent {}

    /// A try failed, the next one begins after a pause.
    ///
    /// @param attempt the one that failed
    record Pausing(String stage, int attempt, Duration pause, Throwable failure)
            implements StageEvent {}

    /// It has to stop: its thread is interrupted and its hooks run.
    ///
    /// @param because [StageState#TIMED_OUT] or [StageState#CANCELLED]
    record Stopping(String stage, StageState because) implements StageEvent {}

    /// It has ended, for good.
    record Ended(StageReport report) implements StageEvent {
        @Override
        public String stage() {
            return report.name();
        }
    }
}
