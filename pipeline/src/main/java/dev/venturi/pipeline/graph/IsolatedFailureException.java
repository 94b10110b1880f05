package dev.venturi.pipeline.graph;

/// The child JVM of an isolated stage failed, or died. The message has what it threw, and where.
public final class IsolatedFailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IsolatedFailureException(String stage, String problem) {
        super("the isolated JVM of stage \"%s\" %s".formatted(stage, problem));
    }
}
