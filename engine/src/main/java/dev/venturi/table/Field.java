package dev.venturi.table;

/// Name and type of a column, and why it has that type.
///
/// @param reason for people: `first value "72.1" (line 2)`, `given by --types`, `from the path`
public record Field(String name, ColumnType type, String reason) {}
