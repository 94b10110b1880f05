package dev.venturi.profile;

/// What was in use after a garbage collection.
///
/// @param second since the start of the recording
/// @param bytes in use
/// @param full whether the collection looked at the whole heap, so that only live objects remained
public record LivePoint(double second, long bytes, boolean full) {}
