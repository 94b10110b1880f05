package dev.venturi.pipeline.graph;

import java.util.List;

/// What a run would do with a stage, as far as that is known before it.
///
/// @param name the stage
/// @param inputs the stages it needs
/// @param action what would be done
public record PlannedStage(String name, List<String> inputs, Action action) {
    /// What can be done with a stage.
    public enum Action {
        /// Its result is kept, and would be reused unless it turns out to be damaged.
        REUSE,
        /// It would be computed.
        COMPUTE,
        /// A stage before it would be computed: this one, too, unless that one's result turns out
        /// to be the same as an earlier one.
        COMPUTE_IF_CHANGED,
        /// Nothing that is asked for needs it.
        SKIP
    }

    public PlannedStage {
        inputs = List.copyOf(inputs);
    }
}
