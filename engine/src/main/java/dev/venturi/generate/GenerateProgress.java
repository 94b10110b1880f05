package dev.venturi.generate;

/// How far the making of a table has come.
///
/// @param rows rows written so far
/// @param share of the table that is written, 0 to 1; 1 in what the writing methods return
public record GenerateProgress(long rows, double share) {}
