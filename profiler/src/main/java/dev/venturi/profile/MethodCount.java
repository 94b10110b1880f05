package dev.venturi.profile;

/// How often a method was called: counted, not sampled.
///
/// @param method `package.Class.method`
/// @param calls exact number
/// @param averageSeconds mean duration; NaN when not recorded
/// @param minSeconds shortest; NaN when not recorded
/// @param maxSeconds longest; NaN when not recorded
public record MethodCount(
        String method, long calls, double averageSeconds, double minSeconds, double maxSeconds) {}
