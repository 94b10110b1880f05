package dev.venturi.table;

/// The content of an input is not what was expected; the message begins with the place. The command
/// ends with exit code 3.
public final class MalformedDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Position position;

    /// @param problem what was found, what was expected and, where known, the cure
    public MalformedDataException(Position position, String problem) {
        super(position + ": " + problem);
        this.position = position;
    }

    /// As above, with the failure that showed it.
    public MalformedDataException(Position position, String problem, Throwable cause) {
        super(position + ": " + problem, cause);
        this.position = position;
    }

    /// Where it was found.
    public Position position() {
        return position;
    }
}
