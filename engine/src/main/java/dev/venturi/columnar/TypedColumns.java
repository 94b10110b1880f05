package dev.venturi.columnar;

import dev.venturi.csv.PathColumns;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Internal;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Holds the schemas of several files against each other: one table, or an error that names both.
@Internal
public final class TypedColumns {
    private final List<FileColumns> files;
    private final Map<String, ColumnType> types;
    private final List<TableColumn> columns = new ArrayList<>();

    private TypedColumns(List<FileColumns> files, Map<String, ColumnType> types) {
        this.files = files;
        this.types = types;
    }

    /// The columns of a table: those of its files, in the order of the first, and behind them those
    /// its directories give.
    ///
    /// @param types columns that are read as another type than the files': integers as float64,
    ///   anything as text
    /// @throws MalformedDataException when a file's columns differ from those of the first
    /// @throws UsageException when a column of `types` does not exist or cannot be read as that
    public static List<TableColumn> of(List<FileColumns> files, Map<String, ColumnType> types) {
        return new TypedColumns(files, types).columns();
    }

    /// The line that names columns that are not read; none when all are.
    public static List<String> warnings(Map<String, String> leftOut) {
        if (leftOut.isEmpty()) {
            return List.of();
        }
        List<String> names =
                leftOut.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(one -> "%s (%s)".formatted(one.getKey(), one.getValue()))
                        .toList();
        return List.of("columns that are not read: " + String.join(", ", names));
    }

    /// Whether a column may order rows.
    ///
    /// @throws UsageException when it holds texts or booleans
    public static void requireOrder(Field field) {
        if (field.type() == ColumnType.TEXT || field.type() == ColumnType.BOOLEAN) {
            throw new UsageException(
                    "--order-by: column \"%s\" holds %s (%s); rows are ordered by numbers or times"
                            .formatted(field.name(), field.type(), field.reason()));
        }
    }

    /// Whether features can be computed of a column.
    ///
    /// @throws UsageException when it holds no numbers
    public static void requireValues(Field field) {
        if (!field.type().isNumeric()) {
            throw new UsageException(
                    "--select: column \"%s\" holds %s (%s); features are of numbers"
                            .formatted(field.name(), field.type(), field.reason()));
        }
    }

    private List<TableColumn> columns() {
        FileColumns first = files.getFirst();
        Set<String> names = new HashSet<>();
        for (Field field : first.fields()) {
            if (!names.add(field.name())) {
                throw new MalformedDataException(
                        new Position(first.file().name(), 0, field.name()),
                        "two columns have this name; rename one of them");
            }
            columns.add(new TableColumn(asked(field), false));
        }
        for (FileColumns file : files) {
            checkNames(file, first);
            checkTypes(file, first);
        }
        PathColumns.fields(files.stream().map(FileColumns::file).toList(), first.names(), types)
                .forEach(field -> columns.add(new TableColumn(field, true)));
        Schema schema =
                new Schema(columns.stream().map(TableColumn::field).toList(), first.leftOut());
        types.keySet().stream().sorted().forEach(name -> schema.require(name, "--types"));
        return columns;
    }

    private Field asked(Field field) {
        ColumnType given = types.get(field.name());
        if (given == null || given == field.type()) {
            return field;
        }
        boolean widened = given == ColumnType.FLOAT64 && field.type() == ColumnType.INT64;
        if (!widened && given != ColumnType.TEXT) {
            throw new UsageException(
                    "--types: column \"%s\" is %s (%s) and is not read as %s; expected %s"
                            .formatted(
                                    field.name(),
                                    nameOf(field.type()),
                                    field.reason(),
                                    nameOf(given),
                                    field.type() == ColumnType.INT64 ? "float64 or text" : "text"));
        }
        return new Field(field.name(), given, "given by --types");
    }

    private static void checkNames(FileColumns file, FileColumns first) {
        Set<String> missing = first.names();
        missing.removeAll(file.names());
        Set<String> extra = file.names();
        extra.removeAll(first.names());
        if (!missing.isEmpty() || !extra.isEmpty()) {
            String lacks = missing.isEmpty() ? "" : " it lacks " + String.join(", ", missing);
            String has = extra.isEmpty() ? "" : " only it has " + String.join(", ", extra);
            throw new MalformedDataException(
                    Position.ofFile(file.file().name()),
                    "its columns are not those of %s:%s%s%s"
                            .formatted(
                                    first.file().name(),
                                    lacks,
                                    missing.isEmpty() || extra.isEmpty() ? "" : ";",
                                    has));
        }
    }

    private void checkTypes(FileColumns file, FileColumns first) {
        for (Field expected : first.fields()) {
            String name = expected.name();
            Field found =
                    file.fields().stream()
                            .filter(one -> one.name().equals(name))
                            .findFirst()
                            .orElseThrow(() ->
                                    differs(
                                            file,
                                            first,
                                            file.leftOut().getOrDefault(name, "nothing"),
                                            expected));
            if (asked(found).type() != asked(expected).type()) {
                throw differs(file, first, nameOf(found.type()), expected);
            }
        }
    }

    private static MalformedDataException differs(
            FileColumns file, FileColumns first, String found, Field expected) {
        boolean numbers = found.equals("int64") || found.equals("float64");
        return new MalformedDataException(
                new Position(file.file().name(), 0, expected.name()),
                "found %s, expected %s (%s) as in %s; write the files with one type, or name one with --types %s:%s"
                        .formatted(
                                found,
                                nameOf(expected.type()),
                                expected.reason(),
                                first.file().name(),
                                expected.name(),
                                numbers && expected.type().isNumeric() ? "float64" : "text"));
    }

    private static String nameOf(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
