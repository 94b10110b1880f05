package dev.venturi.parquet;

import dev.venturi.table.Field;

/// A column of a table of Parquet files.
///
/// @param fromPath whether directories give it, not the files
record TableColumn(Field field, boolean fromPath) {}
