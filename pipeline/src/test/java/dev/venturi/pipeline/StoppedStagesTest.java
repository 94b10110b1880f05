package dev.venturi.pipeline;

import static dev.venturi.pipeline.stage.Steps.aggregate;
import static dev.venturi.pipeline.stage.Steps.distinct;
import static dev.venturi.pipeline.stage.Steps.features;
import static dev.venturi.pipeline.stage.Steps.filter;
import static dev.venturi.pipeline.stage.Steps.lookup;
import static dev.venturi.pipeline.stage.Steps.map;
import static dev.venturi.pipeline.stage.Steps.read;
import static dev.venturi.pipeline.stage.Steps.resample;
import static dev.venturi.pipeline.stage.Steps.sort;
import static dev.venturi.pipeline.stage.Steps.sql;
import static dev.venturi.pipeline.stage.Steps.top;
import static dev.venturi.pipeline.stage.Steps.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.CsvWriter;
import dev.venturi.feature.FeaturePlan;
import dev.venturi.parquet.write.ParquetOptions;
import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.pipeline.graph.RunState;
import dev.venturi.pipeline.graph.StageEvent;
import dev.venturi.pipeline.graph.StageReport;
import dev.venturi.pipeline.graph.StageState;
import dev.venturi.pipeline.stage.DatabaseLink;
import dev.venturi.pipeline.stage.LookupStep;
import dev.venturi.pipeline.stage.Row;
import dev.venturi.pipeline.stage.RowMap;
import dev.venturi.pipeline.stage.RowTest;
import dev.venturi.pipeline.stage.RowWriter;
import dev.venturi.pipeline.stage.Step;
import dev.venturi.pipeline.stage.TopStep;
import dev.venturi.pipeline.stage.WriteDatabaseStep;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every type of stage that comes with Venturi, told to stop in the middle of work that would go on
/// for much longer: one file under so many names that a table has 160 million rows.
///
/// The product promises a second on a machine with nothing else to do; here it is less than the
/// five after which a stage is given up on.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoppedStagesTest {
    private static final int ROWS = 500_000;
    private static final int NAMES = 320;
    private static final int USERS = 5_000;
    private static final String PROBED = "probed";
    private static final Duration BOUND = Duration.ofSeconds(5);

    @TempDir private static Path directory;
    private Path temporary;
    private Path out;
    private Path store;
    private String tables;
    private String fewTables;
    private String texts;
    private String users;
    private DatabaseLink database;

    @BeforeAll
    void makeTables() throws Exception {
        temporary = Files.createDirectory(directory.resolve("temporary"));
        out = Files.createDirectory(directory.resolve("out"));
        store = directory.resolve("store");
        Schema schema =
                new Schema(
                        List.of(
                                new Field("id", ColumnType.INT64, "made"),
                                new Field("at", ColumnType.TIMESTAMP, "made"),
                                new Field("user", ColumnType.TEXT, "made"),
                                new Field("price", ColumnType.FLOAT64, "made")));
        Path table = directory.resolve("rows.parquet");
        try (BatchSink sink =
                ParquetWriter.open(table.toString(), schema, ParquetOptions.DEFAULTS, false)) {
            writeRows(sink);
        }
        tables = underManyNames(table, "tables", ".parquet", NAMES);
        fewTables = underManyNames(table, "few", ".parquet", 4);
        Path text = directory.resolve("rows.csv");
        try (BatchSink sink = CsvWriter.open(text.toString(), schema.names(), false)) {
            writeRows(sink);
        }
        texts = underManyNames(text, "texts", ".csv", NAMES);
        Path few = directory.resolve("users.parquet");
        try (BatchSink sink =
                ParquetWriter.open(
                        few.toString(),
                        new Schema(List.of(new Field("user", ColumnType.TEXT, "made"))),
                        ParquetOptions.DEFAULTS,
                        false)) {
            sink.write(new Batch(USERS, List.of(userNames(0, USERS))));
            sink.commit();
        }
        users = few.toString();
        String url = "jdbc:duckdb:" + directory.resolve("database.duckdb");
        database = new DatabaseLink("shop", url, "", "");
        execute(
                """
                CREATE VIEW users AS SELECT 'user-' || i % 5000 AS "user", count(*) AS n
                FROM range(100000000000) t(i) GROUP BY ALL
                """);
    }

    private static void writeRows(BatchSink sink) throws IOException {
        int most = 8192;
        for (int from = 0; from < ROWS; from += most) {
            int n = Math.min(most, ROWS - from);
            long[] ids = new long[n];
            long[] times = new long[n];
            double[] prices = new double[n];
            for (int r = 0; r < n; r++) {
                ids[r] = (from + r) * 31L % 1000;
                times[r] = (from + r) * 60_000_000_000L;
                prices[r] = (from + r) * 17 % 200 / 4.0;
            }
            sink.write(
                    new Batch(
                            n,
                            List.of(
                                    new Column.LongColumn(ids, null),
                                    new Column.LongColumn(times, null),
                                    userNames(from, n),
                                    new Column.DoubleColumn(prices))));
        }
        sink.commit();
    }

    private static Column userNames(int from, int n) {
        StringBuilder all = new StringBuilder();
        int[] offsets = new int[n + 1];
        for (int r = 0; r < n; r++) {
            all.append("user-").append((from + r) * 7L % USERS);
            offsets[r + 1] = all.length();
        }
        return new Column.TextColumn(all.toString().getBytes(StandardCharsets.UTF_8), offsets);
    }

    private String underManyNames(Path file, String in, String ending, int names)
            throws IOException {
        Path links = Files.createDirectory(directory.resolve(in));
        for (int i = 0; i < names; i++) {
            Files.createLink(links.resolve("part-%04d%s".formatted(i, ending)), file);
        }
        return links.resolve("*" + ending).toString();
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// When a stage is told to stop.
    private sealed interface Moment {
        /// At what it tells of its progress.
        record Told(Predicate<StageEvent.Progressed> which) implements Moment {}

        /// As soon as its thread stands in a method.
        record Inside(String method) implements Moment {}
    }

    private static final Moment WORKING = new Moment.Told(_ -> true);

    private static Moment at(String step) {
        return new Moment.Told(told -> told.what().equals(step));
    }

    /// One way to be stopped.
    ///
    /// @param rows files of the table that the stage takes
    private record Case(String name, Step step, Moment moment, String rows) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// Lets every row pass.
    public static final class Everything implements RowMap, RowTest {
        @Override
        public Schema schema(Schema input) {
            return input;
        }

        @Override
        public void map(Row row, RowWriter made) {
            made.copy(row).write();
        }

        @Override
        public boolean test(Row row) {
            return true;
        }
    }

    private Stream<Case> cases() {
        FeaturePlan plan =
                FeaturePlan.standard().withBy(List.of("user")).withSelect(List.of("price"));
        LookupStep inDatabase =
                new LookupStep(
                        "rows",
                        "user",
                        new LookupStep.From.Table(database, "users"),
                        "user",
                        List.of("n"),
                        LookupStep.Missing.KEEP,
                        LookupStep.Cache.DEFAULTS);
        return Stream.of(
                now("read", read(texts)),
                now("features", features("rows", plan)),
                now("features of values kept", features("rows", plan.withFeatures("median"))),
                now("aggregate", aggregate("rows").by("user").compute("n", "sum(price)")),
                now(
                        "aggregate of values kept",
                        aggregate("rows").by("id").compute("m", "median(price)")),
                now("sort", sort("rows").by("price desc", "user")),
                now("top", top("rows", 3_000_000).by("price desc")),
                now("top per", new TopStep("rows", 3, List.of("price"), List.of("user"))),
                now("distinct", distinct("rows")),
                now("distinct by", distinct("rows").by("user")),
                now("lookup", lookup("rows", "user", "users")),
                now("map", map("rows", Everything.class)),
                now("filter", filter("rows", "price >= 0")),
                now("filter by a class", filter("rows", Everything.class)),
                now(
                        "resample",
                        resample("rows", "at", Duration.ofMinutes(1))
                                .by("user")
                                .compute("spent", "sum(price)")),
                now("write parquet", write("rows", out.resolve("out.parquet").toString())),
                now("write csv", write("rows", out.resolve("out.csv.gz").toString())),
                now("write arrow", write("rows", out.resolve("out.arrow").toString())),
                now(
                        "write database",
                        write("rows", database, "made", WriteDatabaseStep.Mode.CREATE)),
                now("read database", read(database, "SELECT i FROM range(100000000000) t(i)")),
                new Case(
                        "lookup in a database",
                        inDatabase,
                        new Moment.Inside("DatabaseLookup.query"),
                        tables),
                new Case(
                        "sql",
                        sql("SELECT sum(a.price * b.price) AS s FROM rows a, rows b").over("rows"),
                        new Moment.Inside("DuckDatabase.copy"),
                        tables),
                new Case(
                        "sql looking at its columns",
                        sql("SELECT sum(a.price * b.price) AS s FROM rows a, rows b").over("rows"),
                        new Moment.Inside("DuckDatabase.shaped"),
                        tables),
                new Case("sort at its end", sort("rows").by("user"), at("writing"), fewTables),
                new Case("distinct at its end", distinct("rows"), at("writing"), fewTables));
    }

    private Case now(String name, Step step) {
        return new Case(name, step, WORKING, tables);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stageStopsAndLeavesNothing(Case one) throws Exception {
        Pipeline.Builder pipeline = Pipeline.named("stopped");
        for (String input : one.step.inputs()) {
            pipeline.stage(input, read(input.equals("rows") ? one.rows : users));
        }
        Stopper stopper = new Stopper(one.moment);
        try (stopper;
                PipelineResult result =
                        PipelineRun.of(pipeline.stage(PROBED, one.step).build())
                                .workers(2)
                                .memory(64L << 20)
                                .store(store)
                                .temporary(temporary)
                                .listener(stopper::hear)
                                .run()) {
            assertThat(Thread.interrupted()).as("the run was told to stop").isTrue();
            StageReport report = result.report().stage(PROBED);
            assertThat(report.state()).as(report.reason()).isEqualTo(StageState.CANCELLED);
            assertThat(result.report().state()).isEqualTo(RunState.CANCELLED);
            assertThat(report.hanging()).isEmpty();
        }
        assertThat(stopper.took()).isLessThan(BOUND);
        assertThat(left(temporary)).isEmpty();
        assertThat(left(out)).isEmpty();
        assertThat(left(store))
                .allMatch(name ->
                        name.matches("store.lock|files|files.json|result.json|[0-9a-f]{64}"));
        assertThat(tablesOfDatabase()).containsExactly("users");
    }

    /// Everything in a directory, also in those below.
    private static List<String> left(Path in) throws IOException {
        try (Stream<Path> all = Files.walk(in)) {
            return all.filter(path -> !path.equals(in))
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }

    private List<String> tablesOfDatabase() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT table_name FROM information_schema.tables")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    /// Interrupts the thread that made it, once, and takes the time from then to the stage's end.
    private static final class Stopper implements AutoCloseable {
        private static final long EVERY_MILLIS = 5;

        private final Moment moment;
        private final Thread run = Thread.currentThread();
        private final AtomicLong told = new AtomicLong();
        private final AtomicLong ended = new AtomicLong();
        private final ScheduledExecutorService watch =
                Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

        Stopper(Moment moment) {
            this.moment = moment;
            if (moment instanceof Moment.Inside(String method)) {
                var _ =
                        watch.scheduleWithFixedDelay(
                                () -> look(method), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        private void look(String method) {
            Thread.getAllStackTraces()
                    .forEach((thread, frames) -> {
                        if (thread.getName().equals("venturi-stage-" + PROBED)
                                && Stream.of(frames)
                                        .anyMatch(frame ->
                                                (frame.getClassName() + "." + frame.getMethodName())
                                                        .endsWith("." + method))) {
                            stop();
                        }
                    });
        }

        private void stop() {
            if (told.compareAndSet(0, System.nanoTime())) {
                run.interrupt();
            }
        }

        void hear(StageEvent event) {
            if (!event.stage().equals(PROBED)) {
                return;
            }
            switch (event) {
                case StageEvent.Progressed made -> {
                    if (moment instanceof Moment.Told(Predicate<StageEvent.Progressed> which)
                            && which.test(made)) {
                        stop();
                    }
                }
                case StageEvent.Ended _ -> ended.set(System.nanoTime());
                default -> {}
            }
        }

        Duration took() {
            return Duration.ofNanos(ended.get() - told.get());
        }

        @Override
        public void close() {
            watch.shutdownNow();
        }
    }
}
