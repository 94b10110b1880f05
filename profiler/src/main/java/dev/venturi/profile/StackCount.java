package dev.venturi.profile;

/// A stack that CPU samples hit.
///
/// @param threads name of the group of threads: [ThreadUse#name()]
/// @param samples how often, biased samples left out
public record StackCount(Stack stack, String threads, long samples) {}
