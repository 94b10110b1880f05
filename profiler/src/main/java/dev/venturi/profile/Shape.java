package dev.venturi.profile;

/// How the memory in use after collections develops.
public enum Shape {
    /// It stays where it is, after a start.
    FLAT,
    /// It rises and falls again.
    SAWTOOTH,
    /// It rises from beginning to end.
    GROWING,
    /// Fewer collections than would tell.
    UNKNOWN
}
