package dev.venturi.pipeline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.pipeline.servers.NeedsPostgres;
import dev.venturi.pipeline.servers.PostgresServer;
import dev.venturi.table.Batch;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// PostgreSQL, with a database of its own for each test.
@NeedsPostgres
class PostgresDatabaseTest extends DatabaseContract {
    private static final Schema IDS =
            new Schema(List.of(new Field("id", ColumnType.INT64, "given")));

    private PostgresServer server;
    private Database database;

    @BeforeEach
    void begin(PostgresServer started) {
        server = started;
        database = started.emptyDatabase();
    }

    @Override
    Database database() {
        return database;
    }

    @Override
    void execute(String... statements) {
        server.execute(statements);
    }

    @Test
    void aWrongPasswordIsRefusedWithoutShowingIt() {
        Database wrong = Database.at(server.url("db1")).as(PostgresServer.USER, "s3cret-word");
        assertThatThrownBy(() -> DatabaseSource.query(wrong, "SELECT 1").open())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("postgresql://127.0.0.1")
                .hasMessageContaining("cannot connect")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cret-word"));
    }

    @Test
    void aPasswordInTheAddressIsNotShown() {
        Database wrong = Database.at(server.url("db1") + "?user=venturi&password=s3cret-word&x=1");
        assertThat(wrong.toString()).doesNotContain("s3cret");
        assertThatThrownBy(() -> DatabaseSource.query(wrong, "SELECT 1").open())
                .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cret-word"));
    }

    @Test
    void anUnknownDatabaseIsTheFaultOfWhoAsks() {
        Database wrong =
                Database.at(server.url("nowhere")).as(PostgresServer.USER, PostgresServer.PASSWORD);
        assertThatThrownBy(() -> DatabaseSource.query(wrong, "SELECT 1").open())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("\"nowhere\" does not exist");
    }

    @Test
    void aConnectionThatIsLostLeavesNothing() throws Exception {
        try (DatabaseSink sink = DatabaseSink.open(database, "a", IDS, WriteMode.CREATE);
                Connection other = server.connect();
                Statement statement = other.createStatement()) {
            sink.write(new Batch(2, List.of(Rows.longs(1L, 2L))));
            try (ResultSet ended =
                    statement.executeQuery(
                            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                                    + " WHERE application_name = 'venturi' AND datname = current_database()")) {
                assertThat(ended.next()).isTrue();
            }
            assertThatThrownBy(sink::commit)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot write rows 1 to 2 to table \"a\"");
        }
        assertThatThrownBy(() -> DatabaseSource.table(database, "a"))
                .hasMessageContaining("no table \"a\"");
    }

    @Test
    void aQueryIsCancelledWhereItRuns() throws Exception {
        DatabaseSource source =
                DatabaseSource.query(
                        database,
                        "SELECT i, CASE WHEN i > 5000 THEN pg_sleep(60)::text END FROM generate_series(1, 10000) i");
        try (DatabaseRows rows = source.open()) {
            assertThat(rows.next()).isNotNull();
            CompletableFuture<Object> reading =
                    CompletableFuture.supplyAsync(() -> {
                        try {
                            return String.valueOf(rows.next());
                        } catch (CancellationException e) {
                            return e;
                        }
                    });
            awaitQuery("pg_sleep");
            rows.cancel();
            assertThat(reading.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        }
    }

    /// Waits until the server says that such a query is running.
    private void awaitQuery(String part) throws Exception {
        try (Connection other = server.connect();
                Statement statement = other.createStatement()) {
            boolean running = false;
            while (!running) {
                try (ResultSet queries =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE '%"
                                        + part
                                        + "%'")) {
                    running = queries.next() && queries.getLong(1) > 0;
                }
            }
        }
    }

    @Test
    void closingStopsALookUp() throws Exception {
        execute(
                "CREATE VIEW slow AS SELECT i AS id, pg_sleep(60)::text AS name FROM generate_series(1, 3) i");
        DatabaseLookup lookup =
                DatabaseLookup.open(DatabaseSource.table(database, "slow"), "id", List.of());
        CompletableFuture<Object> loading =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return lookup.load(Set.of(2L));
                    } catch (CancellationException e) {
                        return e;
                    }
                });
        awaitQuery("slow");
        lookup.close();
        assertThat(loading.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }

    @Test
    void tablesOfOtherSchemasAreNamedWithThem() {
        execute("CREATE SCHEMA other", "CREATE TABLE other.t AS SELECT 1::bigint AS id");
        assertThat(Rows.of(DatabaseSource.table(database, "other.t"))).containsExactly(List.of(1L));
        assertThatThrownBy(() -> DatabaseSource.table(database, "t"))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void typesWithATextAreRead() {
        execute(
                "CREATE TYPE mood AS ENUM ('good', 'bad')",
                "CREATE TABLE t (u uuid, j jsonb, m mood, n numeric, f real, s smallint, b bytea)",
                "INSERT INTO t VALUES ('00000000-0000-0000-0000-000000000001', '{\"a\": 1}', 'bad', 'NaN', 1.5, 7, '\\x00')");
        assertThat(Rows.of(DatabaseSource.table(database, "t")))
                .containsExactly(
                        Arrays.asList(
                                "00000000-0000-0000-0000-000000000001",
                                "{\"a\": 1}",
                                "bad",
                                null,
                                1.5,
                                7L));
        try (DatabaseLookup lookup =
                DatabaseLookup.open(DatabaseSource.table(database, "t"), "u", List.of("s"))) {
            assertThat(lookup.load(Set.of("00000000-0000-0000-0000-000000000001"))).hasSize(1);
        }
    }

    @Test
    void textsGoIntoColumnsOfOtherTypes() {
        execute("CREATE TABLE t (id uuid)");
        Schema schema = new Schema(List.of(new Field("id", ColumnType.TEXT, "given")));
        try (DatabaseSink sink = DatabaseSink.open(database, "t", schema, WriteMode.APPEND)) {
            sink.write(new Batch(1, List.of(Rows.texts("00000000-0000-0000-0000-000000000001"))));
            sink.commit();
        }
        assertThat(Rows.of(DatabaseSource.table(database, "t"))).hasSize(1);
    }
}
