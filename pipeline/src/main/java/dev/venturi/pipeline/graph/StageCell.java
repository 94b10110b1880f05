package dev.venturi.pipeline.graph;

import dev.failsafe.AsyncExecution;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the scheduler knows of a stage while the graph runs. Used by its thread only; times in
/// nanoseconds from the start of the run, -1 before they are known.
///
/// @param <R> what stages hand on
final class StageCell<R> {
    final int number;
    final Stage<R> stage;

    /// Inputs that have no result yet.
    int waitingFor;

    /// Tries that have begun.
    int attempts;

    long ready = -1;
    long began = -1;
    long ended = -1;

    /// The try that holds a worker; null when none does.
    @Nullable StageTry<R> running;

    /// Why it has to stop, from then on until it has.
    @Nullable StageState stopping;

    String stoppingReason = "";

    /// Failsafe's view of it, for a stage that is tried again.
    @Nullable AsyncExecution<Outcome<R>> execution;

    @Nullable StageState state;
    String reason = "";
    @Nullable Throwable failure;
    @Nullable Outcome<R> outcome;
    List<String> hanging = List.of();

    StageCell(int number, Stage<R> stage) {
        this.number = number;
        this.stage = stage;
        this.waitingFor = stage.inputs().size();
    }

    /// What became of it, once it has ended.
    StageReport report() {
        StageState how = Objects.requireNonNull(state, stage.name());
        long start = began < 0 ? ended : began;
        StageFacts facts = outcome == null ? StageFacts.NONE : outcome.facts();
        return new StageReport(
                stage.name(),
                stage.inputs(),
                how,
                Duration.ofNanos(ready < 0 ? ended : ready),
                Duration.ofNanos(start),
                Duration.ofNanos(ended),
                how == StageState.REUSED ? 0 : attempts,
                reason,
                failure,
                hanging,
                outcome == null ? 0 : outcome.keptBytes(),
                facts.counts(),
                facts.warnings(),
                facts.measured());
    }
}
