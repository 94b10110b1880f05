package dev.venturi.inspect;

/// What was found out about a property of the rows.
public enum Answer {
    YES,
    NO,
    /// Finding out would take more memory than is allowed, or reading what was not read.
    NOT_DETERMINED
}
