package dev.venturi.pipeline.database;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the columns of a result are read as.
final class ResultColumns {
    private ResultColumns() {}

    /// The schema of a result.
    ///
    /// @param columns gets those that are read
    static Schema of(Database database, ResultSetMetaData metadata, List<ResultColumn> columns)
            throws SQLException {
        List<Field> fields = new ArrayList<>();
        Map<String, String> leftOut = new HashMap<>();
        Set<String> instants = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (int number = 1; number <= metadata.getColumnCount(); number++) {
            String name = metadata.getColumnLabel(number);
            String typeName = metadata.getColumnTypeName(number);
            if (!names.add(name)) {
                throw new UsageException(
                        "%s: two columns of the query are named \"%s\"; give one another name with AS"
                                .formatted(database.name(), name));
            }
            ValueKind kind = ValueKind.of(metadata.getColumnType(number), typeName);
            if (kind == ValueKind.OTHER) {
                leftOut.put(name, "values of type " + typeName);
                continue;
            }
            if (kind == ValueKind.INSTANT) {
                instants.add(name);
            }
            fields.add(new Field(name, type(kind), typeName + " in the database"));
            columns.add(column(kind, number));
        }
        if (fields.isEmpty()) {
            throw new UsageException(
                    "%s: the query gives no column that can be read: %s"
                            .formatted(database.name(), leftOut));
        }
        return new Schema(fields, leftOut, instants);
    }

    /// The type of ours that holds a kind of value.
    static ColumnType type(ValueKind kind) {
        return switch (kind) {
            case WHOLE -> ColumnType.INT64;
            case NUMBER -> ColumnType.FLOAT64;
            case BOOLEAN -> ColumnType.BOOLEAN;
            case DATE -> ColumnType.DATE;
            case LOCAL_TIME, INSTANT -> ColumnType.TIMESTAMP;
            case TEXT -> ColumnType.TEXT;
            case OTHER -> throw new IllegalArgumentException("nothing holds it");
        };
    }

    private static ResultColumn column(ValueKind kind, int number) {
        return switch (kind) {
            case WHOLE -> new ResultColumn.Wholes(number);
            case NUMBER -> new ResultColumn.Doubles(number);
            case BOOLEAN -> new ResultColumn.Booleans(number);
            case DATE -> new ResultColumn.Dates(number);
            case LOCAL_TIME -> new ResultColumn.Times(number, false);
            case INSTANT -> new ResultColumn.Times(number, true);
            case TEXT -> new ResultColumn.Texts(number);
            case OTHER -> throw new IllegalArgumentException("not read");
        };
    }
}
