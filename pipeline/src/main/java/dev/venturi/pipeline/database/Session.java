package dev.venturi.pipeline.database;

import java.io.Closeable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// A connection in use by one thread, which any other may cancel.
final class Session implements Closeable {
    final Database database;
    final Connection connection;
    private volatile boolean cancelled;
    private volatile @Nullable Statement current;

    private Session(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /// Opens a connection.
    static Session open(Database database) {
        return new Session(database, database.connect());
    }

    /// A statement of which rows are fetched some at a time.
    Statement statement(int rows) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setFetchSize(rows);
        return used(statement);
    }

    /// A statement with parameters.
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        used(statement);
        return statement;
    }

    private Statement used(Statement statement) {
        current = statement;
        refuseCancelled();
        return statement;
    }

    /// @throws CancellationException when it was cancelled
    void refuseCancelled() {
        if (cancelled) {
            throw new CancellationException(database.name() + ": cancelled");
        }
    }

    /// Executes a statement without a result.
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            used(statement).execute(sql);
        }
    }

    /// The columns of a query, without its rows.
    Columns columns(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = used(statement).executeQuery(query)) {
            return Columns.of(none.getMetaData());
        }
    }

    /// What a failure of the driver means to who runs the pipeline; after [#cancel] that it was
    /// cancelled, whatever the driver says.
    RuntimeException failure(String operation, SQLException e) {
        return cancelled
                ? new CancellationException(database.name() + ": cancelled")
                : database.failure(operation, e);
    }

    /// Stops what runs, on the server and here, and whatever would come next; callable from any
    /// thread.
    void cancel() {
        cancelled = true;
        Statement running = current;
        try {
            if (connection.isWrapperFor(PGConnection.class)) {
                // a statement knows nothing of the fetching of its rows, the connection does; and
                // the query that begins at this moment ends with its connection
                connection.unwrap(PGConnection.class).cancelQuery();
                connection.abort(Runnable::run);
            } else if (running != null) {
                Thread.startVirtualThread(() -> cancelUntilClosed(running));
            }
        } catch (SQLException _) {
            // it has ended, or the connection is lost: either way nothing runs any more
        }
    }

    private void cancelUntilClosed(Statement running) {
        try {
            Cancelling.untilClosed(connection, running);
        } catch (SQLException | InterruptedException _) {
            // the statement has ended
        }
    }

    /// Takes back what was not committed and closes.
    @Override
    public void close() {
        try (connection) {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        } catch (SQLException _) {
            // a connection that is lost: the server takes back what it has not committed
        }
    }
}
