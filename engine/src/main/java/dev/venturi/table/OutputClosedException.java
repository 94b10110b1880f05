package dev.venturi.table;

/// Whoever read our standard output has stopped (`| head`): the command ends quietly, with 0.
@Internal
public final class OutputClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutputClosedException(Throwable cause) {
        super("standard output was closed", cause);
    }
}
