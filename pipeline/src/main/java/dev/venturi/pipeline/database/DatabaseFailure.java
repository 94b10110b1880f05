package dev.venturi.pipeline.database;

import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Sorts the failures of drivers into ours, by the class of the SQLSTATE or, where a driver gives
/// none, by how its messages begin.
final class DatabaseFailure {
    private static final int LONGEST = 600;
    private static final String CANCELLED = "57014";

    private DatabaseFailure() {}

    /// Whose turn it is to do something about a failure.
    private enum Kind {
        /// Somebody cancelled the statement.
        CANCELLED,
        /// What was asked cannot be: a name, a user, the text of a query.
        REQUEST,
        /// A value does not go where it should.
        CONTENT,
        /// The server, the network, the disk.
        MACHINE
    }

    static RuntimeException of(Database database, String operation, SQLException failure) {
        SQLException e = told(failure);
        String message =
                "cannot %s: %s".formatted(operation, database.redacted(words(e.getMessage())));
        String name = database.name();
        return switch (kind(e)) {
            case CANCELLED -> new CancellationException(name + ": cancelled");
            case REQUEST -> new UsageException(name + ": " + message);
            case CONTENT -> new MalformedDataException(Position.ofFile(name), message);
            case MACHINE ->
                    // the driver's exception would bring its message along, secrets and all
                    new UncheckedIOException(
                            name + ": " + message, new IOException(name + ": " + message));
        };
    }

    /// What a batch failed of, rather than that it failed.
    private static SQLException told(SQLException e) {
        return e instanceof BatchUpdateException && e.getNextException() != null
                ? e.getNextException()
                : e;
    }

    private static String words(@Nullable String message) {
        String line = String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", "; ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private static Kind kind(SQLException e) {
        String state = e.getSQLState();
        if (CANCELLED.equals(state)) {
            return Kind.CANCELLED;
        }
        if (state == null || state.length() < 2) {
            return byMessage(String.valueOf(e.getMessage()));
        }
        return switch (state.substring(0, 2)) {
            case "28", "3D", "3F", "42", "0A", "2B" -> Kind.REQUEST;
            case "21", "22", "23" -> Kind.CONTENT;
            default -> Kind.MACHINE;
        };
    }

    /// Of DuckDB, whose driver gives no SQLSTATE.
    private static Kind byMessage(String message) {
        if (message.startsWith("INTERRUPT Error")) {
            return Kind.CANCELLED;
        }
        if (startsWithAny(
                message,
                "Parser Error",
                "Syntax Error",
                "Catalog Error",
                "Binder Error",
                "Permission Error",
                "Not implemented Error",
                "Dependency Error")) {
            return Kind.REQUEST;
        }
        return startsWithAny(
                        message,
                        "Conversion Error",
                        "Constraint Error",
                        "Out of Range Error",
                        "Invalid Input Error",
                        "Invalid type Error",
                        "Mismatch Type Error")
                ? Kind.CONTENT
                : Kind.MACHINE;
    }

    private static boolean startsWithAny(String message, String... beginnings) {
        for (String beginning : beginnings) {
            if (message.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
