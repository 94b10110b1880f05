package dev.venturi.profile;

/// A garbage collection.
///
/// @param second when it began, since the start of the recording
/// @param seconds for how long the program stood still
/// @param name of the collector
/// @param cause why it ran
public record GcPause(double second, double seconds, String name, String cause) {}
