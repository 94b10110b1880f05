package dev.venturi.sort;

/// How far sorting has come.
///
/// @param step what is being done, for people: `reading`, `merging`, `writing`
/// @param share of this step that is done, 0 to 1
/// @param rows rows done in this step
public record SortProgress(String step, double share, long rows) {}
