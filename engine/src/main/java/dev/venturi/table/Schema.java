package dev.venturi.table;

import java.util.List;
import java.util.Optional;

/// The columns of a table in their order; names are unique.
public record Schema(List<Field> fields) {
    public Schema {
        fields = List.copyOf(fields);
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
