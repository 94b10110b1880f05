package dev.venturi.pipeline.graph;

/// What a stage does: takes the results of its inputs from the context and gives its own.
///
/// It runs on a thread of its own, which is interrupted when the stage has to stop. Work that does
/// not heed that asks [StageContext#checkCancelled] now and then, or registers what stops it with
/// [StageContext#onCancel].
///
/// @param <R> what stages hand on
@FunctionalInterface
public interface StageWork<R> {
    /// Does it.
    ///
    /// @return never null: null fails the stage
    /// @throws Exception fails the stage; it is tried again if its [Retry] says so
    R run(StageContext<R> context) throws Exception;
}
