package dev.venturi.profile;

import java.time.Instant;

/// How busy a GPU was.
///
/// @param time when it was asked
/// @param busy share of the time before, about a second, in which it computed
public record GpuReading(Instant time, double busy) {}
