package dev.venturi.recording;

/// What the system says of a run.
///
/// @param wallSeconds from start to end
/// @param cpuSeconds of the process and its children, waited for; NaN when not known
/// @param peakBytes largest resident size of a JVM among them; 0 when not known
public record Measures(double wallSeconds, double cpuSeconds, long peakBytes) {}
