package dev.venturi.convert;

/// How far a conversion has come.
///
/// @param step what is being done, for people: `writing`, `verifying`
/// @param share of this step that is done, 0 to 1
/// @param rows rows done in this step
public record ConvertProgress(String step, double share, long rows) {}
