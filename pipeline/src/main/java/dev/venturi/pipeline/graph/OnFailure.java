package dev.venturi.pipeline.graph;

/// What becomes of the other stages when one ends without a result. Stages that need it never run,
/// whatever is chosen.
public enum OnFailure {
    /// Stages go on as long as they lead to something asked for that can still be had; the others
    /// are cancelled.
    CANCEL_USELESS,
    /// All other stages are cancelled.
    CANCEL_ALL,
    /// All other stages go on: what they compute is kept for the next run.
    GO_ON
}
