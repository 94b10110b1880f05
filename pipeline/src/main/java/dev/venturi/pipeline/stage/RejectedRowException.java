package dev.venturi.pipeline.stage;

/// A row that a stage cannot use, with the reason; thrown by classes of the user's as well.
public final class RejectedRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param reason what was found, what was expected
    public RejectedRowException(String reason) {
        super(reason, null, false, false); // thrown row by row: no stack
    }
}
