package dev.venturi.csv;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Internal;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The columns that directories give (`day=2026-01-01/`): the same value in all rows of a file.
@Internal
public final class PathColumns {
    /// What writers of such directories put where there is no value.
    private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private PathColumns() {}

    /// The columns that the paths of some files give.
    ///
    /// @param names columns the files have themselves: these are left out
    /// @param types types given by the user
    /// @throws MalformedDataException when the directories of two files give different columns
    public static List<Field> fields(
            List<InputFile> files, Collection<String> names, Map<String, ColumnType> types) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (InputFile file : files) {
            if (!file.partitions().keySet().equals(files.getFirst().partitions().keySet())) {
                throw new MalformedDataException(
                        Position.ofFile(file.name()),
                        "its directories give other columns than those of %s: expected %s, found %s"
                                .formatted(
                                        files.getFirst().name(),
                                        files.getFirst().partitions().keySet(),
                                        file.partitions().keySet()));
            }
            file.partitions()
                    .forEach((name, value) ->
                            values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
        }
        List<Field> fields = new ArrayList<>();
        values.forEach((name, texts) -> {
            if (!names.contains(name)) {
                ColumnType given = types.get(name);
                fields.add(
                        new Field(
                                name,
                                given == null ? commonType(texts) : given,
                                given == null ? "from the path" : "given by --types"));
            }
        });
        return fields;
    }

    /// What the path of a file gives a column; empty where the writer had no value.
    public static String value(InputFile file, String name) {
        String value = file.partitions().getOrDefault(name, "");
        return value.equals(NO_VALUE) ? "" : value;
    }

    private static ColumnType commonType(List<String> texts) {
        Set<ColumnType> types = new HashSet<>();
        for (String text : texts) {
            if (!text.isEmpty() && !text.equals(NO_VALUE)) {
                types.add(TypeSniffer.typeOf(FieldText.of(text)));
            }
        }
        if (types.equals(Set.of(ColumnType.INT64, ColumnType.FLOAT64))) {
            return ColumnType.FLOAT64;
        }
        return types.size() == 1 ? types.iterator().next() : ColumnType.TEXT;
    }
}
