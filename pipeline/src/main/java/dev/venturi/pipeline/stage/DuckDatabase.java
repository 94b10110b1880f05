package dev.venturi.pipeline.stage;

import dev.venturi.pipeline.database.Cancelling;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Internal;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// An embedded DuckDB in memory that sees the tables it is given and nothing else.
@Internal
final class DuckDatabase implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;

    private DuckDatabase(Connection connection) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
    }

    /// Opens one without tables.
    static DuckDatabase open() throws SQLException {
        return new DuckDatabase(DriverManager.getConnection("jdbc:duckdb:"));
    }

    /// Bounds what it takes.
    ///
    /// @param temporary where it puts what does not fit
    void limit(int workers, long memoryBytes, Path temporary) throws SQLException {
        statement.execute("SET threads = " + workers);
        statement.execute("SET memory_limit = '%dMiB'".formatted(memoryBytes >> 20));
        statement.execute("SET temp_directory = " + text(temporary.toString()));
        statement.execute("SET preserve_insertion_order = true");
    }

    /// Adds a table of Parquet files.
    void add(String name, List<Path> files) throws SQLException {
        String listed =
                files.stream()
                        .map(file -> text(file.toString()))
                        .collect(Collectors.joining(", ", "[", "]"));
        statement.execute(
                "CREATE VIEW %s AS SELECT * FROM read_parquet(%s, union_by_name = true)"
                        .formatted(quoted(name), listed));
    }

    /// Adds a table without rows.
    void add(String name, Schema schema) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (Field field : schema.fields()) {
            String type =
                    switch (field.type()) {
                        case INT64 -> "BIGINT";
                        case FLOAT64 -> "DOUBLE";
                        case BOOLEAN -> "BOOLEAN";
                        case DATE -> "DATE";
                        case TEXT -> "VARCHAR";
                        case TIMESTAMP ->
                                schema.instants().contains(field.name())
                                        ? "TIMESTAMP WITH TIME ZONE"
                                        : "TIMESTAMP";
                    };
            columns.add(quoted(field.name()) + " " + type);
        }
        statement.execute(
                "CREATE TABLE %s (%s)".formatted(quoted(name), String.join(", ", columns)));
    }

    /// From now on it reads and writes these files only.
    void seal(List<Path> files) throws SQLException {
        statement.execute(
                "SET allowed_paths = "
                        + files.stream()
                                .map(file -> text(file.toString()))
                                .collect(Collectors.joining(", ", "[", "]")));
        statement.execute("SET enable_external_access = false");
        statement.execute("SET lock_configuration = true");
    }

    /// A query whose columns have types that tables between stages have, and those columns.
    record Shaped(String query, Schema schema) {}

    /// Looks at the columns of a query and casts those of other types: decimals and floats to
    /// doubles, great integers to int64, what remains to text.
    ///
    /// @throws UsageException when a column is a list or holds columns of its own
    Shaped shaped(String query) throws SQLException {
        List<Field> fields = new ArrayList<>();
        Set<String> instants = new LinkedHashSet<>();
        List<String> columns = new ArrayList<>();
        try (ResultSet described = statement.executeQuery("DESCRIBE " + query)) {
            while (described.next()) {
                String name = described.getString("column_name");
                String type = described.getString("column_type");
                Cast cast = Cast.of(type);
                if (cast == null) {
                    throw new UsageException(
                            "column \"%s\" of the query is %s, which tables between stages do not hold; take it apart, for example with unnest, or cast it to text"
                                    .formatted(name, type));
                }
                if (fields.stream().anyMatch(field -> field.name().equals(name))) {
                    throw new UsageException(
                            "two columns of the query are named \"%s\"; rename one with AS"
                                    .formatted(name));
                }
                fields.add(new Field(name, cast.type, type + " of the query"));
                if (type.contains("WITH TIME ZONE") && cast.type == ColumnType.TIMESTAMP) {
                    instants.add(name);
                }
                String column = quoted(name);
                columns.add(
                        cast.to.isEmpty()
                                ? column
                                : "CAST(%s AS %s) AS %s".formatted(column, cast.to, column));
            }
        }
        return new Shaped(
                "SELECT %s FROM (%s\n)".formatted(String.join(", ", columns), query),
                new Schema(fields, Map.of(), instants));
    }

    /// What a type of DuckDB becomes.
    ///
    /// @param to what it is cast to; empty when it stays
    private record Cast(ColumnType type, String to) {
        static @org.jspecify.annotations.Nullable Cast of(String name) {
            String type = name.toUpperCase(Locale.ROOT);
            if (type.endsWith("]") || type.startsWith("STRUCT") || type.startsWith("MAP")) {
                return null;
            }
            String plain = type.replaceFirst("\\(.*", "");
            return switch (plain) {
                case "BIGINT" -> new Cast(ColumnType.INT64, "");
                case "TINYINT",
                        "SMALLINT",
                        "INTEGER",
                        "UTINYINT",
                        "USMALLINT",
                        "UINTEGER",
                        "UBIGINT",
                        "HUGEINT",
                        "UHUGEINT" ->
                        new Cast(ColumnType.INT64, "BIGINT");
                case "DOUBLE" -> new Cast(ColumnType.FLOAT64, "");
                case "FLOAT", "DECIMAL" -> new Cast(ColumnType.FLOAT64, "DOUBLE");
                case "BOOLEAN" -> new Cast(ColumnType.BOOLEAN, "");
                case "DATE" -> new Cast(ColumnType.DATE, "");
                case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> new Cast(ColumnType.TIMESTAMP, "");
                case "TIMESTAMP_NS" -> new Cast(ColumnType.TIMESTAMP, "");
                case "TIMESTAMP_S", "TIMESTAMP_MS" -> new Cast(ColumnType.TIMESTAMP, "TIMESTAMP");
                case "VARCHAR" -> new Cast(ColumnType.TEXT, "");
                default -> new Cast(ColumnType.TEXT, "VARCHAR");
            };
        }
    }

    /// Writes the rows of a query.
    ///
    /// @return how many
    long copy(String query, Path file) throws SQLException {
        return statement.executeLargeUpdate(
                "COPY (%s) TO %s (FORMAT parquet, COMPRESSION snappy)"
                        .formatted(query, text(file.toString())));
    }

    /// Stops what it is doing and whatever would come next, until it is closed; called by another
    /// thread, which this takes until then.
    void cancel() throws SQLException, InterruptedException {
        Cancelling.untilClosed(connection, statement);
    }

    /// What a failure of DuckDB means here.
    ///
    /// @param roles how the query is called
    static RuntimeException explained(SQLException failure, Roles roles) {
        String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        String first = message.strip();
        int colon = first.indexOf(':');
        String kind =
                colon < 0 ? "" : first.substring(0, colon).replaceFirst("^.* (\\w+ Error)$", "$1");
        String role = roles.of().apply("query");
        return switch (kind) {
            case "Conversion Error",
                    "Out of Range Error",
                    "Constraint Error",
                    "Invalid Input Error" ->
                    new MalformedDataException(Position.ofFile(role), first, failure);
            case "Out of Memory Error" ->
                    new UncheckedIOException(
                            "%s: %s; give the run more --memory".formatted(role, first),
                            new IOException(failure));
            case "IO Error", "Internal Error" ->
                    new UncheckedIOException(
                            "%s: %s".formatted(role, first), new IOException(failure));
            case "Permission Error" ->
                    new UsageException(
                            "%s: %s; a query sees the tables of its inputs only: read the file with a source of its own and name that under inputs"
                                    .formatted(role, first));
            default -> new UsageException(role + ": " + first);
        };
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    @Override
    public void close() throws SQLException {
        statement.close();
        connection.close();
    }
}
