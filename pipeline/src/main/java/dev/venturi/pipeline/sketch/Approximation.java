package dev.venturi.pipeline.sketch;

/// An aggregate whose answers may be off, and that knows by how much.
public interface Approximation {
    /// The largest error of all answers it has given, as a share; 0 when all are exact.
    double worstError();

    /// What the error is a share of, and how sure it is.
    String errorMeaning();

    /// Whether it answers with estimates; otherwise with a bound of them, which says all by itself.
    boolean isEstimate();
}
