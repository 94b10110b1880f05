package dev.venturi.feature;

/// The rows of an entity do not stand together, found out while they were taken to: the run has to
/// begin again by regrouping them. The message says where.
final class ReturnedEntityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReturnedEntityException(String message) {
        super(message, null, false, false);
    }

    /// What happened.
    String reason() {
        return String.valueOf(getMessage());
    }
}
