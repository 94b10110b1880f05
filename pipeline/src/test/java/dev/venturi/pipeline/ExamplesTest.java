package dev.venturi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.pipeline.file.PipelineFile;
import dev.venturi.pipeline.graph.StageReport;
import dev.venturi.pipeline.graph.StageState;
import dev.venturi.pipeline.servers.NeedsPostgres;
import dev.venturi.pipeline.servers.NeedsRedis;
import dev.venturi.pipeline.servers.PostgresServer;
import dev.venturi.pipeline.servers.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pipelines under `examples/`, run as they stand, in copies; DuckDB computes what they should
/// give.
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../examples");

    @TempDir private Path directory;

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = directory.resolve(EXAMPLES.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
    }

    private PipelineResult run(Path file, Map<String, String> params) throws IOException {
        PipelineResult result =
                PipelineRun.of(PipelineFile.read(file, params).variants().getFirst().pipeline())
                        .workers(2)
                        .overwrite(true)
                        .temporary(directory)
                        .store(directory.resolve("store"))
                        .run();
        result.report()
                .firstFailure()
                .map(StageReport::failure)
                .ifPresent(failure -> {
                    throw new AssertionError(failure);
                });
        return result;
    }

    private List<String> duckDb(String query) throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("SET file_search_path = '%s/shop'".formatted(directory));
            return rows(statement.executeQuery(query));
        }
    }

    private static List<String> rows(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            List<String> cells = new ArrayList<>();
            for (int c = 1; c <= result.getMetaData().getColumnCount(); c++) {
                Object cell = result.getObject(c);
                cells.add(cell instanceof Number n ? "%.6f".formatted(n.doubleValue()) : "" + cell);
            }
            rows.add(String.join(",", cells));
        }
        return rows;
    }

    @Test
    void shopGivesWhatDuckDbGives() throws IOException, SQLException {
        Path file = directory.resolve("shop/pipeline.yaml");
        run(file, Map.of()).close();

        assertThat(duckDb("FROM 'out/best.csv'"))
                .isEqualTo(
                        duckDb(
                                """
                                SELECT country, user_id, count(*), sum(quantity * price) AS spent,
                                       median(quantity * price)
                                FROM 'data/orders.csv' JOIN 'data/products.csv' USING (product_id)
                                JOIN 'data/users.csv' USING (user_id) WHERE day >= DATE '2026-02-01'
                                GROUP BY country, user_id
                                QUALIFY row_number() OVER (PARTITION BY country ORDER BY spent DESC) <= 2
                                ORDER BY country, spent DESC
                                """));
        assertThat(
                        duckDb(
                                "SELECT user_id, round(amount_mean, 9) FROM 'out/features.parquet' ORDER BY 1"))
                .isEqualTo(
                        duckDb(
                                """
                                SELECT user_id, round(avg(quantity * price), 9)
                                FROM 'data/orders.csv' JOIN 'data/products.csv' USING (product_id)
                                JOIN 'data/users.csv' USING (user_id) WHERE day >= DATE '2026-02-01'
                                GROUP BY ALL ORDER BY 1
                                """));
        assertThat(duckDb("SELECT count(*) FROM 'out/unknown-customers.csv'"))
                .isEqualTo(
                        duckDb(
                                """
                                SELECT count(*) FROM 'data/orders.csv'
                                ANTI JOIN 'data/users.csv' USING (user_id)
                                WHERE day >= DATE '2026-02-01'
                                """));
        try (PipelineResult again = run(file, Map.of())) {
            assertThat(again.report().stages())
                    .filteredOn(stage -> stage.state() == StageState.SUCCEEDED)
                    .extracting(StageReport::name)
                    .containsExactlyInAnyOrder("best_customers", "all_features", "rooms");
        }
        try (PipelineResult later = run(file, Map.of("from", "2026-03-01"))) {
            assertThat(later.report().stage("priced").state()).isEqualTo(StageState.REUSED);
            assertThat(later.report().stage("spent").state()).isEqualTo(StageState.SUCCEEDED);
        }
    }

    @Test
    @NeedsPostgres
    @NeedsRedis
    void shopWithServersGivesTheSameAndAsksRedisTheSecondTime(
            PostgresServer postgres, RedisServer redis) throws IOException, SQLException {
        postgres.emptyDatabase();
        postgres.execute(Files.readString(directory.resolve("shop-servers/shop.sql")));
        Path file = directory.resolve("shop-servers/pipeline.yaml");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("${env:SHOP_PASSWORD:-}", PostgresServer.PASSWORD));
        String url;
        try (Connection connection = postgres.connect()) {
            url = connection.getMetaData().getURL();
        }
        Map<String, String> params =
                Map.of(
                        "database", url.replaceFirst("\\?.*", ""),
                        "user", PostgresServer.USER,
                        "redis", redis.uri());

        run(file, params).close();
        List<String> expected =
                duckDb(
                        """
                        SELECT user_id, count(*), sum(quantity * price) AS spent
                        FROM 'data/orders.csv' JOIN 'data/products.csv' USING (product_id)
                        JOIN 'data/users.csv' USING (user_id)
                        GROUP BY ALL ORDER BY spent DESC, user_id LIMIT 5
                        """);
        assertThat(duckDb("FROM '%s/shop-servers/out/best.parquet'".formatted(directory)))
                .isEqualTo(expected);
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            assertThat(
                            rows(
                                    statement.executeQuery(
                                            "SELECT * FROM best_customers ORDER BY spent DESC")))
                    .isEqualTo(expected);
        }
        try (PipelineResult again = run(file, params)) {
            assertThat(again.report().stage("spent").state()).isEqualTo(StageState.REUSED);
            assertThat(again.report().stage("known").counts())
                    .containsEntry("in Redis", 20L)
                    .containsEntry("queries", 0L);
        }
    }
}
