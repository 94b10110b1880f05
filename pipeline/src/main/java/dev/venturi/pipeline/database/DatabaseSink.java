package dev.venturi.pipeline.database;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.NearestName;
import dev.venturi.table.Position;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes rows into a table of a database, all of them in one transaction: until [#commit] nobody
/// else sees any, and whatever ends the program before leaves none.
///
/// Columns are matched by name. Missing values and NaN become NULL. What a column of an existing
/// table would change without a word is an error when the sink is opened: numbers with a fraction
/// into whole numbers, anything into another kind. A column of decimals or 4-byte floats rounds, as
/// whoever made it wanted.
///
/// Not thread-safe, but for [#cancel].
public final class DatabaseSink implements BatchSink {
    /// Rows sent at once.
    private static final int ROWS = 1000;

    private final Session session;
    private final PreparedStatement insert;
    private final List<Parameter> parameters;
    private final Schema schema;
    private final String name;
    private long sent;
    private int waiting;

    private DatabaseSink(
            Session session,
            PreparedStatement insert,
            List<Parameter> parameters,
            Schema schema,
            String name) {
        this.session = session;
        this.insert = insert;
        this.parameters = parameters;
        this.schema = schema;
        this.name = name;
    }

    /// Opens a table and begins the transaction.
    ///
    /// @param table its name as the database knows it, upper and lower case included;
    ///   `schema.table` when it is in another schema
    /// @param schema the columns of all batches
    /// @throws UsageException when the table exists, or does not, against the mode; when its
    ///   columns do not take these
    /// @throws java.io.UncheckedIOException when the database cannot be reached
    public static DatabaseSink open(
            Database database, String table, Schema schema, WriteMode mode) {
        return open(database, table, schema, mode, _ -> {});
    }

    /// As above, where the rows to replace take their time.
    ///
    /// @param onCancel gets what stops everything, callable from any thread: whoever is in a method
    ///   of this sink then gets a [java.util.concurrent.CancellationException]
    public static DatabaseSink open(
            Database database,
            String table,
            Schema schema,
            WriteMode mode,
            Consumer<Runnable> onCancel) {
        Session session = Session.open(database);
        DatabaseSink sink = null;
        try {
            onCancel.accept(session::cancel);
            TableName name = TableName.of(session.connection, table);
            prepare(session, name, schema, mode);
            List<Parameter> parameters = parameters(session, name, schema);
            sink =
                    new DatabaseSink(
                            session,
                            session.prepared(statement(name, schema)),
                            parameters,
                            schema,
                            table);
            return sink;
        } catch (SQLException e) {
            throw session.failure("write to table \"%s\"".formatted(table), e);
        } finally {
            if (sink == null) {
                session.close();
            }
        }
    }

    private static void prepare(Session session, TableName name, Schema schema, WriteMode mode)
            throws SQLException {
        boolean exists = name.exists(session.connection);
        if (exists && mode == WriteMode.CREATE) {
            throw new UsageException(
                    "%s: table \"%s\" exists; add to it with mode append or replace its rows with mode replace"
                            .formatted(session.database.name(), name.table()));
        }
        if (!exists && mode == WriteMode.APPEND) {
            UsageException unknown = name.unknown(session.database, session.connection);
            throw new UsageException(unknown.getMessage() + "; mode create makes a new one");
        }
        if (!exists) {
            session.execute(definition(name, schema, session.connection));
        } else if (mode == WriteMode.REPLACE) {
            session.execute("DELETE FROM " + name.quoted());
        }
    }

    private static String definition(TableName name, Schema schema, Connection connection)
            throws SQLException {
        String text =
                connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
                        ? "TEXT"
                        : "VARCHAR";
        return schema.fields().stream()
                .map(field -> name.quoted(field.name()) + " " + definition(field, schema, text))
                .collect(
                        Collectors.joining(
                                ", ", "CREATE TABLE %s (".formatted(name.quoted()), ")"));
    }

    private static String definition(Field field, Schema schema, String text) {
        return switch (field.type()) {
            case INT64 -> "BIGINT";
            case FLOAT64 -> "DOUBLE PRECISION";
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case TIMESTAMP ->
                    schema.instants().contains(field.name())
                            ? "TIMESTAMP WITH TIME ZONE"
                            : "TIMESTAMP";
            case TEXT -> text;
        };
    }

    private static String statement(TableName name, Schema schema) {
        String columns =
                schema.names().stream().map(name::quoted).collect(Collectors.joining(", "));
        String values = schema.names().stream().map(_ -> "?").collect(Collectors.joining(", "));
        return "INSERT INTO %s (%s) VALUES (%s)".formatted(name.quoted(), columns, values);
    }

    /// How each column is handed on, after a look at what the table has there.
    private static List<Parameter> parameters(Session session, TableName name, Schema schema)
            throws SQLException {
        Columns table = session.columns("SELECT * FROM %s WHERE 1 = 0".formatted(name.quoted()));
        String place = "%s: table \"%s\"".formatted(session.database.name(), name.table());
        List<Parameter> parameters = new ArrayList<>();
        for (int c = 0; c < schema.fields().size(); c++) {
            Field field = schema.fields().get(c);
            ValueKind kind = table.kinds().get(field.name());
            if (kind == null) {
                String cure =
                        NearestName.of(field.name(), table.kinds().keySet())
                                .map(near -> "did you mean \"%s\"?".formatted(near))
                                .orElse("it has " + String.join(", ", table.kinds().keySet()));
                throw new UsageException(
                        "%s has no column \"%s\"; %s".formatted(place, field.name(), cure));
            }
            boolean instant = schema.instants().contains(field.name());
            if (!takes(kind, field.type(), instant)) {
                throw new UsageException(
                        "%s: column \"%s\" holds %s, which does not take %s; convert it in a stage before"
                                .formatted(
                                        place,
                                        field.name(),
                                        table.typeNames().get(field.name()),
                                        described(field.type(), instant)));
            }
            parameters.add(Parameter.of(c + 1, field.type(), kind));
        }
        return parameters;
    }

    private static boolean takes(ValueKind kind, ColumnType type, boolean instant) {
        return switch (type) {
            case INT64 -> kind == ValueKind.WHOLE || kind == ValueKind.NUMBER;
            case FLOAT64 -> kind == ValueKind.NUMBER;
            case BOOLEAN -> kind == ValueKind.BOOLEAN;
            case DATE -> kind == ValueKind.DATE || kind == ValueKind.LOCAL_TIME;
            case TIMESTAMP -> kind == (instant ? ValueKind.INSTANT : ValueKind.LOCAL_TIME);
            case TEXT -> kind == ValueKind.TEXT;
        };
    }

    private static String described(ColumnType type, boolean instant) {
        return switch (type) {
            case INT64 -> "whole numbers";
            case FLOAT64 -> "numbers with a fraction";
            case BOOLEAN -> "true and false";
            case DATE -> "days";
            case TIMESTAMP -> instant ? "times with a zone" : "times without a zone";
            case TEXT -> "texts";
        };
    }

    @Override
    public boolean keepsTypes() {
        return true;
    }

    @Override
    public void write(Batch batch) {
        List<Column> columns = batch.columns();
        if (columns.size() != parameters.size()) {
            throw new IllegalArgumentException(
                    "%d columns, expected %d".formatted(columns.size(), parameters.size()));
        }
        try {
            for (int row = 0; row < batch.rows(); row++) {
                for (int c = 0; c < parameters.size(); c++) {
                    String complaint = parameters.get(c).set(insert, columns.get(c), row);
                    if (complaint != null) {
                        throw new MalformedDataException(
                                new Position(
                                        "rows for table \"%s\"".formatted(name),
                                        sent + waiting + 1,
                                        schema.fields().get(c).name()),
                                complaint);
                    }
                }
                insert.addBatch();
                if (++waiting == ROWS) {
                    send();
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void send() throws SQLException {
        if (waiting > 0) {
            insert.executeBatch();
            sent += waiting;
            waiting = 0;
        }
    }

    private RuntimeException failure(SQLException e) {
        return session.failure(
                "write rows %,d to %,d to table \"%s\" (nothing of them stays)"
                        .formatted(sent + 1, sent + Math.max(1, waiting), name),
                e);
    }

    @Override
    public void commit() {
        try {
            send();
        } catch (SQLException e) {
            throw failure(e);
        }
        try {
            session.connection.commit();
        } catch (SQLException e) {
            throw session.failure("commit the rows of table \"%s\"".formatted(name), e);
        }
    }

    /// Has the database stop what it is doing for this sink. Whoever is in [#write] or [#commit]
    /// gets a [java.util.concurrent.CancellationException]; callable from any thread.
    public void cancel() {
        session.cancel();
    }

    @Override
    public void close() {
        session.close();
    }

    /// Hands the values of a column on.
    private record Parameter(int number, ColumnType type, ValueKind kind) {
        static Parameter of(int number, ColumnType type, ValueKind kind) {
            return new Parameter(number, type, kind);
        }

        @Nullable String set(PreparedStatement insert, Column column, int row) throws SQLException {
            return Parameters.set(insert, number, type, kind, column, row);
        }
    }
}
