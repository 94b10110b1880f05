package dev.venturi.table;

/// What the value of a column has to be for its row to be read.
///
/// @param column index into the [Schema]
@Internal
public record ColumnFilter(int column, ValueTest test) {}
