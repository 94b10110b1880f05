package dev.venturi.parquet.write;

import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file as DuckDB reads it.
public final class DuckDbFile {
    private DuckDbFile() {}

    /// Cells by column, as `RandomTable` has them.
    ///
    /// @param where which rows: `true` for all
    public static List<List<@Nullable Object>> cells(Path file, Schema schema, String where)
            throws SQLException {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (Field field : schema.fields()) {
            cells.add(new ArrayList<>());
            columns.add(expression(field));
        }
        String query =
                "SELECT %s FROM read_parquet('%s', file_row_number = true) WHERE %s ORDER BY file_row_number"
                        .formatted(String.join(", ", columns), file, where);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                for (int c = 0; c < cells.size(); c++) {
                    cells.get(c).add(rows.getObject(c + 1));
                }
            }
        }
        return cells;
    }

    /// The one text that a query finds.
    public static String single(String query) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static String expression(Field field) {
        return switch (field.type()) {
            case TIMESTAMP -> "epoch_ns(\"%s\")".formatted(field.name());
            case DATE -> "date_diff('day', DATE '1970-01-01', \"%s\")".formatted(field.name());
            case INT64, FLOAT64, BOOLEAN, TEXT -> "\"%s\"".formatted(field.name());
        };
    }
}
