package dev.venturi.table;

/// The request cannot be met as asked: an unknown column or feature, an output that exists. The
/// message names the cure. The command ends with exit code 2.
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
