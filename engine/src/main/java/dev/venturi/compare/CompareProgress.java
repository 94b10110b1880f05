package dev.venturi.compare;

/// How far a comparison has come.
///
/// @param step what is being done, for people: `reading side by side`
/// @param share of this step that is done, 0 to 1
public record CompareProgress(String step, double share) {}
