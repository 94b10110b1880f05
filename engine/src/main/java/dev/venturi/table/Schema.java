package dev.venturi.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The columns of a table in their order; names are unique.
///
/// @param leftOut columns of the file that cannot be used, and what they hold
/// @param instants names of timestamps that are instants, held in UTC; others are local times
public record Schema(List<Field> fields, Map<String, String> leftOut, Set<String> instants) {
    public Schema {
        fields = List.copyOf(fields);
        leftOut = Map.copyOf(leftOut);
        instants = Set.copyOf(instants);
    }

    /// Columns without instants.
    public Schema(List<Field> fields, Map<String, String> leftOut) {
        this(fields, leftOut, Set.of());
    }

    /// Columns of which all can be used.
    public Schema(List<Field> fields) {
        this(fields, Map.of());
    }

    /// The position of a column, or -1.
    public int indexOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /// The position of a column that the user named.
    ///
    /// @param role what it was named for, as the option is written: `--by`
    /// @throws UsageException when there is none, with the nearest name
    public int require(String name, String role) {
        int index = indexOf(name);
        String holds = leftOut.get(name);
        if (index < 0 && holds != null) {
            throw new UsageException(
                    "%s: column \"%s\" holds %s, which is not read; choose another column"
                            .formatted(role, name, holds));
        }
        if (index < 0) {
            String cure =
                    NearestName.of(name, names())
                            .map(near -> "did you mean \"%s\"?".formatted(near))
                            .orElse("expected one of " + String.join(", ", names()));
            throw new UsageException("%s: no column \"%s\"; %s".formatted(role, name, cure));
        }
        return index;
    }

    /// The field of a name, if there is one.
    public Optional<Field> find(String name) {
        int index = indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(fields.get(index));
    }

    /// All names in order.
    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }
}
