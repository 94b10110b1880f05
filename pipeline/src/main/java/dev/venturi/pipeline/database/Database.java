package dev.venturi.pipeline.database;

import dev.venturi.table.UsageException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Where a database is and who asks it. Drivers for PostgreSQL and DuckDB come with Venturi; for
/// others theirs has to be on the class path.
///
/// Nothing of it that is secret shows in [#name], in [#toString] or in messages.
///
/// ```java
/// Database shop = Database.at("jdbc:postgresql://localhost/shop").as("reader", password);
/// ```
public final class Database {
    private static final String DRIVER_DEFAULTS_POSTGRESQL = "jdbc:postgresql:";
    private static final String DRIVER_DEFAULTS_DUCKDB = "jdbc:duckdb:";

    /// `user:password@` behind the slashes of an URL.
    private static final Pattern CREDENTIALS = Pattern.compile("//[^/?;]*@");

    private static final Pattern SECRET = Pattern.compile("(?i)password|passwd|pwd|secret|token");

    private final String url;
    private final String user;
    private final Map<String, String> properties;

    private Database(String url, String user, Map<String, String> properties) {
        this.url = url;
        this.user = user;
        this.properties = Map.copyOf(properties);
    }

    /// A database by the URL its driver knows it by.
    ///
    /// @throws UsageException when it is no URL of JDBC
    public static Database at(String url) {
        if (!url.startsWith("jdbc:")) {
            throw new UsageException(
                    "%s: expected the URL of a database, such as jdbc:postgresql://host/name or jdbc:duckdb:file"
                            .formatted(named(url)));
        }
        return new Database(url, "", Map.of());
    }

    /// The same, asked under a name.
    ///
    /// @param password empty when none is needed
    public Database as(String name, String password) {
        Map<String, String> more = new TreeMap<>(properties);
        more.put("user", name);
        if (!password.isEmpty()) {
            more.put("password", password);
        }
        return new Database(url, name, more);
    }

    /// The same with a setting of its driver.
    public Database with(String property, String value) {
        Map<String, String> more = new TreeMap<>(properties);
        more.put(property, value);
        return new Database(url, user, more);
    }

    /// Its URL without anything that may be secret: `postgresql://localhost/shop`.
    public String name() {
        return named(url);
    }

    private static String named(String url) {
        String bare = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        int settings = bare.indexOf('?');
        int more = bare.indexOf(';');
        int end =
                Math.min(settings < 0 ? bare.length() : settings, more < 0 ? bare.length() : more);
        return CREDENTIALS.matcher(bare.substring(0, end)).replaceFirst("//");
    }

    /// Opens a connection that commits nothing by itself.
    ///
    /// @throws UsageException when there is no driver for it, when it refuses the user
    /// @throws java.io.UncheckedIOException when it cannot be reached
    Connection connect() {
        Properties all = new Properties();
        all.putAll(defaults());
        all.putAll(properties);
        try {
            Connection connection = DriverManager.getConnection(url, all);
            boolean ready = false;
            try {
                connection.setAutoCommit(false);
                ready = true;
                return connection;
            } finally {
                if (!ready) {
                    connection.close();
                }
            }
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).startsWith("No suitable driver")) {
                throw new UsageException(
                        "%s: there is no driver for this kind of database; put the jar of its JDBC driver on the class path"
                                .formatted(name()));
            }
            throw failure("connect", e);
        }
    }

    private Map<String, String> defaults() {
        if (url.startsWith(DRIVER_DEFAULTS_POSTGRESQL)) {
            return Map.of(
                    "ApplicationName", "venturi",
                    "connectTimeout", "10",
                    "tcpKeepAlive", "true",
                    // texts go into columns of uuid, json and the like
                    "stringtype", "unspecified",
                    // many rows in one statement: several times the speed of a batch
                    "reWriteBatchedInserts", "true");
        }
        if (url.startsWith(DRIVER_DEFAULTS_DUCKDB)) {
            // rows as they are read, instead of the whole result first
            return Map.of("jdbc_stream_results", "true");
        }
        return Map.of();
    }

    /// What a failure of the driver means to who runs the pipeline.
    ///
    /// @param operation what could not be done, for `cannot ...`
    RuntimeException failure(String operation, SQLException e) {
        return DatabaseFailure.of(this, operation, e);
    }

    /// A message of a driver without the secrets this database is asked with.
    String redacted(String message) {
        String safe = message.replace(url, name());
        for (Map.Entry<String, String> property : properties.entrySet()) {
            if (SECRET.matcher(property.getKey()).find() && !property.getValue().isEmpty()) {
                safe = safe.replace(property.getValue(), "***");
            }
        }
        return safe;
    }

    @Override
    public String toString() {
        return user.isEmpty() ? name() : "%s as %s".formatted(name(), user);
    }
}
