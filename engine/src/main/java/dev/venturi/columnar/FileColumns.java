package dev.venturi.columnar;

import dev.venturi.csv.InputFile;
import dev.venturi.table.Field;
import dev.venturi.table.Internal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The columns one file says it has.
///
/// @param fields those that can be read; the reason is the type as the format calls it
/// @param leftOut names of the others, and what they hold
@Internal
public record FileColumns(InputFile file, List<Field> fields, Map<String, String> leftOut) {
    public FileColumns {
        fields = List.copyOf(fields);
        leftOut = Map.copyOf(leftOut);
    }

    /// Names of all columns.
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        fields.forEach(field -> names.add(field.name()));
        names.addAll(leftOut.keySet());
        return names;
    }
}
