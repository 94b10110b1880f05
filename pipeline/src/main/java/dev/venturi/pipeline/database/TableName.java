package dev.venturi.pipeline.database;

import dev.venturi.table.NearestName;
import dev.venturi.table.UsageException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The name of a table, as written by a user, in the dialect of a database.
///
/// @param schema null: wherever the database looks first
/// @param quote what encloses names
record TableName(@Nullable String schema, String table, String quote) {
    private static final int NAMES_TOLD = 12;

    /// @param written `table` or `schema.table`
    static TableName of(Connection connection, String written) throws SQLException {
        int dot = written.indexOf('.');
        String quote = connection.getMetaData().getIdentifierQuoteString().strip();
        if (written.isBlank() || dot == 0 || dot == written.length() - 1) {
            throw new UsageException(
                    "table \"%s\": expected a name, or schema.name".formatted(written));
        }
        return dot < 0
                ? new TableName(null, written, quote)
                : new TableName(written.substring(0, dot), written.substring(dot + 1), quote);
    }

    /// As it stands in SQL.
    String quoted() {
        return schema == null ? quoted(table) : quoted(schema) + "." + quoted(table);
    }

    /// Any name as it stands in SQL.
    String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    boolean exists(Connection connection) throws SQLException {
        return names(connection).contains(table);
    }

    UsageException unknown(Database database, Connection connection) throws SQLException {
        List<String> names = names(connection);
        String cure =
                NearestName.of(table, names)
                        .map(near -> "did you mean \"%s\"?".formatted(near))
                        .orElse(
                                names.isEmpty()
                                        ? "there are no tables at all"
                                        : "expected one of "
                                                + String.join(
                                                        ", ",
                                                        names.subList(
                                                                0,
                                                                Math.min(
                                                                        NAMES_TOLD,
                                                                        names.size()))));
        return new UsageException(
                "%s: no table \"%s\"; %s".formatted(database.name(), table, cure));
    }

    /// The tables and views a query would find without or within this schema.
    private List<String> names(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        String within = schema == null ? connection.getSchema() : schema;
        List<String> names = new ArrayList<>();
        try (ResultSet tables = metadata.getTables(connection.getCatalog(), null, null, null)) {
            while (tables.next()) {
                String found = tables.getString("TABLE_SCHEM");
                if (within == null || within.equals(found)) {
                    names.add(tables.getString("TABLE_NAME"));
                }
            }
        }
        return names;
    }
}
