package dev.venturi.pipeline.graph;

/// How a run ended.
public enum RunState {
    /// Every stage that was asked for has a result.
    SUCCEEDED,
    /// A stage failed, and it was the first without a result.
    FAILED,
    /// A stage took longer than it may and was the first without a result, or it could not be
    /// stopped.
    TIMED_OUT,
    /// It was cancelled from outside.
    CANCELLED
}
