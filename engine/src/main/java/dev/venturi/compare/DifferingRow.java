package dev.venturi.compare;

/// A row of which the tables hold different values in some column.
///
/// @param key texts of the key columns, as `web-1, sda`
/// @param first the value in the first table as it is written there; empty is missing
/// @param second the value in the second table
public record DifferingRow(String key, String first, String second) {}
