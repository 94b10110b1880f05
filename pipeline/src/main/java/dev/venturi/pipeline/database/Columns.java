package dev.venturi.pipeline.database;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Names and types of the columns of a table or query.
///
/// @param kinds by name, in order
/// @param typeNames what the database calls the types, by name
record Columns(Map<String, ValueKind> kinds, Map<String, String> typeNames) {
    static Columns of(ResultSetMetaData metadata) throws SQLException {
        Map<String, ValueKind> kinds = new LinkedHashMap<>();
        Map<String, String> typeNames = new LinkedHashMap<>();
        for (int number = 1; number <= metadata.getColumnCount(); number++) {
            String column = metadata.getColumnLabel(number);
            String typeName = metadata.getColumnTypeName(number);
            kinds.put(column, ValueKind.of(metadata.getColumnType(number), typeName));
            typeNames.put(column, typeName);
        }
        return new Columns(kinds, typeNames);
    }
}
