package dev.venturi.recording;

/// Why nothing, or no more, could be recorded. The message says what was found and the cure.
public final class CaptureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// Whose fault it is.
    public enum Kind {
        /// What was asked for cannot be done: no such command or process, no JVM, too old a JVM.
        USAGE,
        /// The machine does not let us: disk, permission.
        MACHINE
    }

    CaptureException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    CaptureException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /// Whose fault it is.
    public Kind kind() {
        return kind;
    }

    static CaptureException usage(String message) {
        return new CaptureException(Kind.USAGE, message);
    }

    static CaptureException machine(String message) {
        return new CaptureException(Kind.MACHINE, message);
    }
}
