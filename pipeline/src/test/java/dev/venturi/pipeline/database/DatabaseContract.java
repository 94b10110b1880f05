package dev.venturi.pipeline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.pipeline.cache.LookupRow;
import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What holds of every database.
abstract class DatabaseContract {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final long NOON =
            LocalDateTime.parse("2026-11-01T12:00:00.123456").toEpochSecond(ZoneOffset.UTC) * SECOND
                    + 123_456_000;
    private static final Schema ALL_TYPES =
            new Schema(
                    List.of(
                            field("id", ColumnType.INT64),
                            field("value", ColumnType.FLOAT64),
                            field("flag", ColumnType.BOOLEAN),
                            field("day", ColumnType.DATE),
                            field("local", ColumnType.TIMESTAMP),
                            field("instant", ColumnType.TIMESTAMP),
                            field("Name \"quoted\"", ColumnType.TEXT)),
                    Map.of(),
                    Set.of("instant"));
    private static final Schema NUMBERED =
            new Schema(List.of(field("id", ColumnType.INT64), field("name", ColumnType.TEXT)));

    /// A database without tables.
    abstract Database database();

    /// Executes statements in it.
    abstract void execute(String... statements);

    private static Field field(String name, ColumnType type) {
        return new Field(name, type, "given");
    }

    private static Batch numbered(long from, long to) {
        return new Batch(
                (int) (to - from),
                List.of(
                        Rows.longs(LongStream.range(from, to).boxed().toArray(Long[]::new)),
                        Rows.texts(
                                LongStream.range(from, to)
                                        .mapToObj(i -> "name " + i)
                                        .toArray(String[]::new))));
    }

    private void write(String table, Schema schema, WriteMode mode, Batch... batches) {
        try (DatabaseSink sink = DatabaseSink.open(database(), table, schema, mode)) {
            for (Batch batch : batches) {
                sink.write(batch);
            }
            sink.commit();
        }
    }

    private long count(String table) {
        DatabaseSource source = DatabaseSource.query(database(), "SELECT count(*) FROM " + table);
        return (Long) Objects.requireNonNull(Rows.of(source).getFirst().getFirst());
    }

    @Test
    void rowsOfEveryTypeComeBackAsTheyWere() {
        List<Column> columns =
                List.of(
                        Rows.longs(Long.MIN_VALUE, null, Long.MAX_VALUE, 0L),
                        Rows.doubles(-0.0, Double.NaN, Double.NEGATIVE_INFINITY, 0.1 + 0.2),
                        Rows.longs(1L, 0L, null, 1L),
                        Rows.longs(-200 * DAY, null, 0L, 20_000 * DAY),
                        Rows.longs(-1_000L, NOON, null, -100_000 * DAY),
                        Rows.longs(NOON, null, 0L, -1_000L),
                        Rows.texts("a", "", "日本 🙂 \"quoted\" 'x' \\", "line\nbreak"));
        write("readings", ALL_TYPES, WriteMode.CREATE, new Batch(4, columns));
        DatabaseSource source = DatabaseSource.table(database(), "readings");
        try (DatabaseRows rows = source.open()) {
            assertThat(rows.schema().fields().stream().map(Field::type))
                    .isEqualTo(ALL_TYPES.fields().stream().map(Field::type).toList());
            assertThat(rows.schema().names()).isEqualTo(ALL_TYPES.names());
            assertThat(rows.schema().instants()).containsExactly("instant");
        }
        assertThat(Rows.of(source))
                .containsExactly(
                        Arrays.asList(Long.MIN_VALUE, -0.0, 1L, -200 * DAY, -1_000L, NOON, "a"),
                        Arrays.asList(null, null, 0L, null, NOON, null, null),
                        Arrays.asList(
                                Long.MAX_VALUE,
                                Double.NEGATIVE_INFINITY,
                                null,
                                0L,
                                null,
                                0L,
                                "日本 🙂 \"quoted\" 'x' \\"),
                        Arrays.asList(
                                0L,
                                0.1 + 0.2,
                                1L,
                                20_000 * DAY,
                                -100_000 * DAY,
                                -1_000L,
                                "line\nbreak"));
    }

    @Test
    void moreRowsThanABatchComeInBatches() {
        write("many", NUMBERED, WriteMode.CREATE, numbered(0, 5_000), numbered(5_000, 10_000));
        int batches = 0;
        try (DatabaseRows rows =
                DatabaseSource.query(database(), "SELECT id FROM many ORDER BY id DESC;").open()) {
            long expected = 9_999;
            for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
                batches++;
                assertThat(batch.columns().getFirst()).isInstanceOf(Column.LongColumn.class);
                long[] ids = ((Column.LongColumn) batch.columns().getFirst()).values();
                for (int row = 0; row < batch.rows(); row++) {
                    assertThat(ids[row]).isEqualTo(expected--);
                }
            }
            assertThat(expected).isEqualTo(-1);
        }
        assertThat(batches).isEqualTo(3);
    }

    @Test
    void decimalsBecomeTheNearestDouble() {
        execute("CREATE TABLE prices (price DECIMAL(20, 4))", "INSERT INTO prices VALUES (0.3)");
        assertThat(Rows.of(DatabaseSource.table(database(), "prices")))
                .containsExactly(List.of(0.3));
    }

    @Test
    void aNewTableMustNotExist() {
        write("a", NUMBERED, WriteMode.CREATE, numbered(0, 1));
        assertThatThrownBy(() -> write("a", NUMBERED, WriteMode.CREATE))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("table \"a\" exists");
    }

    @Test
    void rowsAreAddedToATableThatExistsOnly() {
        write("a", NUMBERED, WriteMode.CREATE, numbered(0, 2));
        write("a", NUMBERED, WriteMode.APPEND, numbered(2, 5));
        assertThat(count("a")).isEqualTo(5);
        assertThatThrownBy(() -> write("aa", NUMBERED, WriteMode.APPEND))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no table \"aa\"; did you mean \"a\"?");
    }

    @Test
    void replacedRowsAreThereUntilTheNewOnesAre() {
        write("a", NUMBERED, WriteMode.REPLACE, numbered(0, 2));
        try (DatabaseSink sink = DatabaseSink.open(database(), "a", NUMBERED, WriteMode.REPLACE)) {
            sink.write(numbered(0, 3000));
            assertThat(count("a")).isEqualTo(2);
        }
        assertThat(count("a")).isEqualTo(2);
        write("a", NUMBERED, WriteMode.REPLACE, numbered(0, 3000));
        assertThat(count("a")).isEqualTo(3000);
    }

    @Test
    void whatIsNotCommittedLeavesNoTable() {
        try (DatabaseSink sink = DatabaseSink.open(database(), "a", NUMBERED, WriteMode.CREATE)) {
            sink.write(numbered(0, 3000));
        }
        assertThatThrownBy(() -> DatabaseSource.table(database(), "a"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no table \"a\"");
    }

    @Test
    void aRowTheTableRefusesLeavesNone() {
        execute("CREATE TABLE a (id BIGINT NOT NULL, name VARCHAR(20))");
        assertThatThrownBy(() ->
                        write(
                                "a",
                                NUMBERED,
                                WriteMode.APPEND,
                                numbered(0, 1500),
                                new Batch(1, List.of(Rows.longs((Long) null), Rows.texts("x")))))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("rows 1,001 to 1,501 to table \"a\"");
        assertThat(count("a")).isEqualTo(0);
    }

    @Test
    void columnsThatDoNotFitAreRefusedBeforeARowIsWritten() {
        execute("CREATE TABLE a (id BIGINT, score BIGINT)");
        Schema schema =
                new Schema(
                        List.of(field("id", ColumnType.INT64), field("score", ColumnType.FLOAT64)));
        assertThatThrownBy(() -> write("a", schema, WriteMode.APPEND))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("column \"score\" holds")
                .hasMessageContaining("does not take numbers with a fraction");
        assertThatThrownBy(() -> write("a", NUMBERED, WriteMode.APPEND))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no column \"name\"");
    }

    @Test
    void nanosecondsAreNotRoundedAway() {
        Schema schema = new Schema(List.of(field("at", ColumnType.TIMESTAMP)));
        Batch batch = new Batch(2, List.of(Rows.longs(0L, 1L)));
        assertThatThrownBy(() -> write("a", schema, WriteMode.CREATE, batch))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("rows for table \"a\":2: column \"at\"");
    }

    @Test
    void aTimeOutsideOursNamesItsRow() {
        execute(
                "CREATE TABLE a (stamp TIMESTAMP)",
                "INSERT INTO a VALUES ('2026-01-01 00:00:00'), ('1500-01-01 00:00:00')");
        assertThatThrownBy(() -> Rows.of(DatabaseSource.table(database(), "a")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(":2: column \"stamp\": found 1500-01-01");
    }

    @Test
    void aQueryTheDatabaseDoesNotUnderstandIsToldInItsWords() {
        assertThatThrownBy(() -> DatabaseSource.query(database(), "SELEC 1").open())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("SELEC");
        assertThatThrownBy(() -> DatabaseSource.query(database(), "SELECT x FROM nowhere").open())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        assertThatThrownBy(() -> DatabaseSource.query(database(), "SELECT 1 AS x, 2 AS x").open())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("two columns of the query are named \"x\"");
    }

    @Test
    void columnsThatAreNotReadAreNamed() {
        try (DatabaseRows rows =
                DatabaseSource.query(database(), "SELECT 1 AS x, INTERVAL '1 day' AS span")
                        .open()) {
            assertThat(rows.schema().names()).containsExactly("x");
            assertThat(rows.schema().leftOut()).containsOnlyKeys("span");
        }
    }

    @Test
    void rowsAreLookedUpByManyKeysAtOnce() {
        write("users", NUMBERED, WriteMode.CREATE, numbered(0, 2_000));
        try (DatabaseLookup users =
                DatabaseLookup.open(
                        DatabaseSource.table(database(), "users"), "id", List.of("name", "id"))) {
            assertThat(users.schema().names()).containsExactly("name", "id");
            assertThat(users.keyType()).isEqualTo(ColumnType.INT64);
            assertThat(users.load(Set.of(7L, 1_999L, -1L)))
                    .isEqualTo(
                            Map.of(
                                    7L, new LookupRow(List.of("name 7", 7L)),
                                    1_999L, new LookupRow(List.of("name 1999", 1_999L))));
            Set<Object> many = new HashSet<>();
            LongStream.range(-35_000, 2_000).forEach(many::add);
            assertThat(users.load(many)).hasSize(2_000);
        }
    }

    @Test
    void textKeysCompareByTheirBytes() {
        execute("CREATE TABLE t (code VARCHAR(20), worth DOUBLE PRECISION)");
        execute("INSERT INTO t VALUES ('a', 1.5), ('A', 2.5), ('ä', NULL)");
        try (DatabaseLookup codes =
                DatabaseLookup.open(
                        DatabaseSource.query(database(), "SELECT * FROM t"), "code", List.of())) {
            assertThat(codes.load(Set.of("A", "ä", "b")))
                    .isEqualTo(
                            Map.of(
                                    "A",
                                    new LookupRow(List.of(2.5)),
                                    "ä",
                                    new LookupRow(Collections.singletonList(null))));
        }
    }

    @Test
    void aKeyOfSeveralRowsIsAnError() {
        execute("CREATE TABLE t (id BIGINT, x BIGINT)", "INSERT INTO t VALUES (1, 1), (1, 2)");
        try (DatabaseLookup lookup =
                DatabaseLookup.open(DatabaseSource.table(database(), "t"), "id", List.of())) {
            assertThatThrownBy(() -> lookup.load(Set.of(1L)))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining("several rows have id \"1\"");
        }
    }

    @Test
    void rowsAreLookedUpByWholeNumbersOrTexts() {
        execute("CREATE TABLE t (x DOUBLE PRECISION, y BIGINT)");
        assertThatThrownBy(() ->
                        DatabaseLookup.open(DatabaseSource.table(database(), "t"), "x", List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("looked up by whole numbers or texts");
        assertThatThrownBy(() ->
                        DatabaseLookup.open(DatabaseSource.table(database(), "t"), "z", List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no column \"z\"");
    }

    @Test
    void aQueryIsStoppedBeforeItsFirstRow() throws Exception {
        DatabaseSource endless =
                DatabaseSource.query(
                        database(),
                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT 1 + i % 7 FROM n) SELECT sum(i) FROM n");
        CompletableFuture<Runnable> cancel = new CompletableFuture<>();
        CompletableFuture<Object> reading =
                CompletableFuture.supplyAsync(() -> {
                    try (DatabaseRows rows = endless.open(cancel::complete)) {
                        return String.valueOf(rows.next());
                    } catch (CancellationException e) {
                        return e;
                    }
                });
        cancel.get(30, TimeUnit.SECONDS).run();
        assertThat(reading.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }
}
