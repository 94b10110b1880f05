package dev.venturi.pipeline.graph;

/// How a stage ended. There is no other way: a stage has a result exactly if it is [#SUCCEEDED] or
/// [#REUSED].
public enum StageState {
    /// It ran and gave a result.
    SUCCEEDED,
    /// It ran and threw, at every try it had.
    FAILED,
    /// It was stopped since it took longer than it may.
    TIMED_OUT,
    /// It was stopped or never begun, because the run was cancelled or its result could no longer
    /// matter.
    CANCELLED,
    /// It never began, because a stage it needs has no result.
    UPSTREAM_FAILED,
    /// It never began, because nothing that was asked for needs it.
    SKIPPED,
    /// A result kept by an earlier run, of equal inputs and fingerprint, is its result.
    REUSED;

    /// Whether there is a result.
    public boolean hasResult() {
        return this == SUCCEEDED || this == REUSED;
    }
}
