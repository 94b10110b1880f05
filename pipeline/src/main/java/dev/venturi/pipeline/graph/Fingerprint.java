package dev.venturi.pipeline.graph;

/// Says what a stage computes, apart from the results of its inputs: its code, its parameters, and
/// the content of what it reads by itself. Stages of equal fingerprints and equal inputs have equal
/// results. See [ContentHash].
@FunctionalInterface
public interface Fingerprint {
    /// The text; asked on the stage's own thread, right before it would run.
    ///
    /// @throws Exception fails the stage
    String text() throws Exception;
}
