package dev.venturi.pipeline.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happened in a run of a graph.
///
/// @param state how it ended
/// @param began when
/// @param elapsed from its start to the end of its last stage
/// @param workers stages that could run at once
/// @param stages what became of each, in the order they were given
/// @param firstFailed the stage that was the first to end without a result, empty if all that was
///   asked for is there
/// @param warnings sentences for the user, those of stages with their names
public record RunReport(
        RunState state,
        Instant began,
        Duration elapsed,
        int workers,
        List<StageReport> stages,
        String firstFailed,
        List<String> warnings) {
    public RunReport {
        stages = List.copyOf(stages);
        warnings = List.copyOf(warnings);
    }

    /// The stage that was the first to end without a result, if there is one: it failed, timed out
    /// or was cancelled, and the others without one followed.
    public Optional<StageReport> firstFailure() {
        return stages.stream().filter(stage -> stage.name().equals(firstFailed)).findFirst();
    }

    /// What became of a stage.
    ///
    /// @throws IllegalArgumentException when there is no such stage
    public StageReport stage(String name) {
        return stages.stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no stage \"%s\"".formatted(name)));
    }

    /// What bounded its time: the critical path, how many stages ran at once, and what making one
    /// of them faster would save. Computed anew at each call, in O(n^2 log n) for n stages.
    public Parallelism parallelism() {
        return new Schedule(this).parallelism(elapsed);
    }
}
