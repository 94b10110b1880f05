package dev.venturi.pipeline.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// DuckDB, in a file of its own for each test.
class DuckDatabaseTest extends DatabaseContract {
    @TempDir private Path directory;

    private String url() {
        return "jdbc:duckdb:" + directory.resolve("test.duckdb");
    }

    @Override
    Database database() {
        return Database.at(url());
    }

    @Override
    void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sumsOfWholeNumbersAreRead() {
        assertThat(Rows.of(DatabaseSource.query(database(), "SELECT sum(i) FROM range(5) t(i)")))
                .containsExactly(List.of(10.0));
    }

    @Test
    void rowsOfFilesAreLookedUp() throws Exception {
        Path users = directory.resolve("users.csv");
        Files.writeString(users, "id,tier\nu1,gold\nu2,silver\n");
        DatabaseSource source =
                DatabaseSource.query(
                        Database.at("jdbc:duckdb:"), "FROM read_csv('%s')".formatted(users));
        try (DatabaseLookup lookup = DatabaseLookup.open(source, "id", List.of("tier"))) {
            assertThat(lookup.load(Set.of("u2", "u3"))).containsOnlyKeys("u2");
        }
    }
}
