package dev.venturi.pipeline.database;

import dev.venturi.table.Internal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// Cancels what an embedded database does.
@Internal
public final class Cancelling {
    private static final Duration AGAIN = Duration.ofMillis(100);

    private Cancelling() {}

    /// Cancels a statement and whatever it would do next, until its connection is closed, which
    /// another thread has to do. A statement that is about to begin does not notice that it is
    /// cancelled, and nothing tells when it has begun: so it is told again, ten times a second.
    public static void untilClosed(Connection connection, Statement statement)
            throws SQLException, InterruptedException {
        while (!connection.isClosed()) {
            statement.cancel();
            Thread.sleep(AGAIN);
        }
    }
}
