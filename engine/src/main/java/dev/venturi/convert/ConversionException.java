package dev.venturi.convert;

/// What was written is not what was read.
public final class ConversionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param difference where, what was read, what was read back
    ConversionException(String difference) {
        super(difference);
    }
}
