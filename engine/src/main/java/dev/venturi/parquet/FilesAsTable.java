package dev.venturi.parquet;

import dev.venturi.csv.InputFile;
import dev.venturi.csv.PathColumns;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Holds the schemas of several files against each other: one table, or an error that names both.
final class FilesAsTable {
    private final List<ParquetFile> files = new ArrayList<>();
    private final Map<String, ColumnType> types;

    FilesAsTable(List<InputFile> inputs, Map<String, ColumnType> types) {
        this.types = types;
        for (InputFile input : inputs) {
            files.add(ParquetFooter.read(input));
        }
    }

    ParquetTable table(boolean verify) {
        ParquetFile first = files.getFirst();
        List<TableColumn> columns = new ArrayList<>();
        for (FlatColumn column : first.schema().columns()) {
            columns.add(new TableColumn(field(column), false));
        }
        for (ParquetFile file : files) {
            checkNames(file, first);
            checkTypes(file, first);
        }
        Set<String> names = names(first);
        List<InputFile> inputs = files.stream().map(ParquetFile::file).toList();
        PathColumns.fields(inputs, names, types)
                .forEach(field -> columns.add(new TableColumn(field, true)));
        Schema schema =
                new Schema(
                        columns.stream().map(TableColumn::field).toList(),
                        first.schema().leftOut());
        types.keySet().stream().sorted().forEach(name -> schema.require(name, "--types"));
        return new ParquetTable(files, columns, first.schema().leftOut(), verify);
    }

    private Field field(FlatColumn column) {
        ColumnType given = types.get(column.name());
        if (given == null || given == column.type()) {
            return new Field(column.name(), column.type(), column.typeText());
        }
        boolean widened = given == ColumnType.FLOAT64 && column.type() == ColumnType.INT64;
        if (!widened && given != ColumnType.TEXT) {
            throw new UsageException(
                    "--types: column \"%s\" is %s (%s) and is not read as %s; expected %s"
                            .formatted(
                                    column.name(),
                                    nameOf(column.type()),
                                    column.typeText(),
                                    nameOf(given),
                                    column.type() == ColumnType.INT64
                                            ? "float64 or text"
                                            : "text"));
        }
        return new Field(column.name(), given, "given by --types");
    }

    private static Set<String> names(ParquetFile file) {
        Set<String> names = new LinkedHashSet<>();
        file.schema().columns().forEach(column -> names.add(column.name()));
        names.addAll(file.schema().leftOut().keySet());
        return names;
    }

    private static void checkNames(ParquetFile file, ParquetFile first) {
        Set<String> missing = names(first);
        missing.removeAll(names(file));
        Set<String> extra = names(file);
        extra.removeAll(names(first));
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

    private void checkTypes(ParquetFile file, ParquetFile first) {
        for (FlatColumn expected : first.schema().columns()) {
            String name = expected.name();
            FlatColumn column =
                    file.schema().columns().stream()
                            .filter(one -> one.name().equals(name))
                            .findFirst()
                            .orElseThrow(
                                    () -> differs(file, first, name, "a nested type", expected));
            if (field(column).type() != field(expected).type()) {
                throw differs(file, first, name, nameOf(column.type()), expected);
            }
        }
    }

    private static MalformedDataException differs(
            ParquetFile file, ParquetFile first, String name, String found, FlatColumn expected) {
        boolean numbers = found.equals("int64") || found.equals("float64");
        return new MalformedDataException(
                new Position(file.file().name(), 0, name),
                "found %s, expected %s (%s) as in %s; write the files with one type, or name one with --types %s:%s"
                        .formatted(
                                found,
                                nameOf(expected.type()),
                                expected.typeText(),
                                first.file().name(),
                                name,
                                numbers && expected.type().isNumeric() ? "float64" : "text"));
    }

    private static String nameOf(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
