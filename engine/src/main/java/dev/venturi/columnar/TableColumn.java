package dev.venturi.columnar;

import dev.venturi.table.Field;
import dev.venturi.table.Internal;

/// A column of a table of typed files.
///
/// @param fromPath whether directories give it, not the files
@Internal
public record TableColumn(Field field, boolean fromPath) {}
