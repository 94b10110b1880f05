package dev.venturi.pipeline.graph;

/// Stops what a stage is doing where an interrupt does not, such as `statement::cancel`.
@FunctionalInterface
public interface CancelHook {
    /// Stops it; called at most once, by a thread that is not the stage's.
    void cancel() throws Exception;
}
