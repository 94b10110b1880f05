package dev.venturi.profile;

/// A file that is no recording, or one that cannot be read to its end. The message names the file,
/// what was found and what to do.
public final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// With the message for the user.
    public RecordingException(String message) {
        super(message);
    }

    /// With the message for the user and what the reader said.
    public RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
