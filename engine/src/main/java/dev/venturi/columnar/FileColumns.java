package dev.venturi.columnar;

import dev.venturi.csv.InputFile;
import dev.venturi.table.Field;
import dev.venturi.table.Internal;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The columns one file says it has.
///
/// @param fields those that can be read; the reason is the type as the format calls it
/// @param leftOut names of the others, and what they hold
/// @param instants names of timestamps that are instants, not local times
@Internal
public record FileColumns(
        InputFile file, List<Field> fields, Map<String, String> leftOut, Set<String> instants) {
    public FileColumns {
        fields = List.copyOf(fields);
        leftOut = Map.copyOf(leftOut);
        instants = Set.copyOf(instants);
    }

    /// Makes sure that the timestamps of a file are instants where those of the table are.
    ///
    /// @param table the first file
    /// @throws MalformedDataException naming both files
    public void requireInstantsOf(FileColumns table) {
        for (Field field : fields) {
            boolean instant = instants.contains(field.name());
            if (instant != table.instants.contains(field.name())) {
                throw new MalformedDataException(
                        new Position(file.name(), 0, field.name()),
                        "found %s, expected %s as in %s; write the files with one type"
                                .formatted(
                                        instant ? "instants" : "local times",
                                        instant ? "local times" : "instants",
                                        table.file.name()));
            }
        }
    }

    /// Names of all columns.
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        fields.forEach(field -> names.add(field.name()));
        names.addAll(leftOut.keySet());
        return names;
    }
}
