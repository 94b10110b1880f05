package dev.venturi.pipeline.database;

import dev.venturi.table.UsageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/// Rows of a database: those of a table, or those a query gives.
///
/// ```java
/// try (DatabaseRows rows = DatabaseSource.query(shop, "SELECT id, price FROM products").open()) {
///     for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
///         ...
///     }
/// }
/// ```
///
/// The order of rows is the database's own: a query that shall give the same rows in the same order
/// says `ORDER BY`.
public final class DatabaseSource {
    private final Database database;
    private final String query;

    private DatabaseSource(Database database, String query) {
        this.database = database;
        this.query = query;
    }

    /// All columns of a table.
    ///
    /// @param table its name as the database knows it, upper and lower case included;
    ///   `schema.table` when it is in another schema
    /// @throws UsageException when there is no such table, with the nearest name
    /// @throws java.io.UncheckedIOException when the database cannot be reached
    public static DatabaseSource table(Database database, String table) {
        try (Connection connection = database.connect()) {
            TableName name = TableName.of(connection, table);
            if (!name.exists(connection)) {
                throw name.unknown(database, connection);
            }
            return new DatabaseSource(database, "SELECT * FROM " + name.quoted());
        } catch (SQLException e) {
            throw database.failure("read table \"%s\"".formatted(table), e);
        }
    }

    /// What a query gives.
    ///
    /// @param query one `SELECT` in the database's own SQL
    public static DatabaseSource query(Database database, String query) {
        String bare = query.strip();
        if (bare.endsWith(";")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        if (bare.isEmpty()) {
            throw new UsageException(database.name() + ": the query is empty; expected a SELECT");
        }
        return new DatabaseSource(database, bare);
    }

    /// The query as it is sent.
    public String query() {
        return query;
    }

    /// Where it is sent.
    public Database database() {
        return database;
    }

    /// Sends the query. What is read belongs to one transaction, and nothing is changed by it.
    ///
    /// @throws UsageException when the database refuses the query
    /// @throws java.io.UncheckedIOException when it cannot be reached
    public DatabaseRows open() {
        return open(_ -> {});
    }

    /// As above, where the query takes its time before the first row.
    ///
    /// @param onCancel gets what stops the query wherever it is, callable from any thread, before
    ///   the query is sent: whoever waits for rows then gets a
    ///   [java.util.concurrent.CancellationException]
    public DatabaseRows open(Consumer<Runnable> onCancel) {
        Session session = Session.open(database);
        boolean opened = false;
        try {
            onCancel.accept(session::cancel);
            DatabaseRows rows =
                    new DatabaseRows(
                            session, session.statement(DatabaseRows.ROWS).executeQuery(query));
            opened = true;
            return rows;
        } catch (SQLException e) {
            throw session.failure("run the query", e);
        } finally {
            if (!opened) {
                session.close();
            }
        }
    }
}
