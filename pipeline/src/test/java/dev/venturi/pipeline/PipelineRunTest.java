package dev.venturi.pipeline;

import static dev.venturi.pipeline.stage.Steps.distinct;
import static dev.venturi.pipeline.stage.Steps.features;
import static dev.venturi.pipeline.stage.Steps.filter;
import static dev.venturi.pipeline.stage.Steps.map;
import static dev.venturi.pipeline.stage.Steps.read;
import static dev.venturi.pipeline.stage.Steps.resample;
import static dev.venturi.pipeline.stage.Steps.sort;
import static dev.venturi.pipeline.stage.Steps.sql;
import static dev.venturi.pipeline.stage.Steps.top;
import static dev.venturi.pipeline.stage.Steps.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.feature.FeaturePlan;
import dev.venturi.pipeline.graph.RunState;
import dev.venturi.pipeline.graph.StageReport;
import dev.venturi.pipeline.graph.StageState;
import dev.venturi.pipeline.stage.RejectedRowException;
import dev.venturi.pipeline.stage.ResampleStep;
import dev.venturi.pipeline.stage.Row;
import dev.venturi.pipeline.stage.RowMap;
import dev.venturi.pipeline.stage.RowTest;
import dev.venturi.pipeline.stage.RowWriter;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pipelines made in Java, run on a few rows.
class PipelineRunTest {
    @TempDir private Path directory;
    private Path orders;
    private Path out;

    @BeforeEach
    void writeOrders() throws IOException {
        out = directory.resolve("out.csv");
        orders =
                Files.writeString(
                        directory.resolve("orders.csv"),
                        """
                        id,day,user,price
                        1,2026-01-01,ann,10
                        2,2026-01-01,bob,20
                        3,2026-01-03,ann,30.5
                        4,2026-01-04,ann,
                        5,2026-01-04,bob,20
                        """);
    }

    private Pipeline.Builder fromOrders() {
        return Pipeline.named("test").stage("orders", read(orders.toString()));
    }

    private String output(Pipeline.Builder pipeline, String last) throws IOException {
        run(pipeline.stage("out", write(last, out.toString())).build()).close();
        return Files.readString(out);
    }

    private PipelineResult run(Pipeline pipeline) throws IOException {
        PipelineResult result = prepared(pipeline).run();
        result.report()
                .firstFailure()
                .map(StageReport::failure)
                .ifPresent(failure -> {
                    throw new AssertionError(failure);
                });
        return result;
    }

    private PipelineRun prepared(Pipeline pipeline) {
        return PipelineRun.of(pipeline)
                .workers(2)
                .store(directory.resolve("store"))
                .temporary(directory)
                .overwrite(true);
    }

    @Test
    void whatIsReadIsWrittenAsItWas() throws IOException {
        assertThat(output(fromOrders(), "orders")).isEqualTo(Files.readString(orders));
    }

    @Test
    void sqlSeesItsInputsWithMissingValuesAsNull() throws IOException {
        Pipeline.Builder pipeline =
                fromOrders()
                        .stage(
                                "sums",
                                sql("SELECT \"user\", count(*) AS n, count(price) AS prices,"
                                                + " sum(id) AS ids, sum(price) AS spent FROM"
                                                + " orders GROUP BY ALL ORDER BY \"user\";")
                                        .over("orders"));

        assertThat(output(pipeline, "sums"))
                .isEqualTo("user,n,prices,ids,spent\nann,3,2,8,40.5\nbob,2,2,7,40\n");
    }

    @Test
    void sqlSeesNothingButItsInputs() throws IOException {
        Pipeline pipeline =
                fromOrders()
                        .stage(
                                "all",
                                sql("SELECT * FROM read_csv('%s')".formatted(orders))
                                        .over("orders"))
                        .build();

        assertThatThrownBy(() -> prepared(pipeline).check())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("stage \"all\": query: ")
                .hasMessageContaining("name that under inputs");
    }

    @Test
    void featuresAreThoseOfTheEngineAndNotANumberStaysAResult() throws IOException {
        Pipeline.Builder pipeline =
                fromOrders()
                        .stage("few", filter("orders", "id <= 2"))
                        .stage(
                                "features",
                                features(
                                        "few",
                                        FeaturePlan.standard()
                                                .withBy(List.of("user"))
                                                .withSelect(List.of("price"))
                                                .withFeatures("mean, std")));

        assertThat(output(pipeline, "features"))
                .isEqualTo("user,price_mean,price_std\nann,10,\nbob,20,\n");
    }

    @Test
    void conditionsFilter() throws IOException {
        Pipeline.Builder pipeline =
                fromOrders()
                        .stage("some", filter("orders", "day >= 2026-01-03 and price is not null"));

        assertThat(output(pipeline, "some"))
                .isEqualTo("id,day,user,price\n3,2026-01-03,ann,30.5\n5,2026-01-04,bob,20\n");
    }

    @Test
    void filterThatLetsNothingPassGivesATableWithoutRows() throws IOException {
        assertThat(output(fromOrders().stage("none", filter("orders", "id > 9")), "none"))
                .isEqualTo("id,day,user,price\n");
    }

    @Test
    void topKeepsTheFirstOfEqualsAndSortIsStable() throws IOException {
        Pipeline.Builder top = fromOrders().stage("top", top("orders", 2).by("price desc"));
        Pipeline.Builder sorted =
                fromOrders()
                        .stage("sorted", sort("orders").by("price desc nulls first", "id desc"));

        assertThat(output(top, "top"))
                .isEqualTo("id,day,user,price\n3,2026-01-03,ann,30.5\n2,2026-01-01,bob,20\n");
        assertThat(output(sorted, "sorted").lines().map(line -> line.substring(0, 1)))
                .containsExactly("i", "4", "3", "5", "2", "1");
    }

    @Test
    void distinctKeepsTheFirstOfEach() throws IOException {
        Pipeline.Builder pipeline = fromOrders().stage("users", distinct("orders").by("user"));

        assertThat(output(pipeline, "users"))
                .isEqualTo("id,day,user,price\n1,2026-01-01,ann,10\n2,2026-01-01,bob,20\n");
    }

    @Test
    void resampleGivesEveryCellFromFirstToLast() throws IOException {
        ResampleStep plain =
                resample("orders", "day", Duration.ofDays(1))
                        .by("user")
                        .compute("spent", "sum(price)")
                        .compute("last", "last(price)");
        Pipeline.Builder none = fromOrders().stage("daily", plain);
        Pipeline.Builder linear = fromOrders().stage("daily", plain.fill(ResampleStep.Fill.LINEAR));

        assertThat(output(none, "daily"))
                .isEqualTo(
                        """
                        user,day,spent,last
                        ann,2026-01-01T00:00:00,10,10
                        ann,2026-01-02T00:00:00,,
                        ann,2026-01-03T00:00:00,30.5,30.5
                        ann,2026-01-04T00:00:00,,
                        bob,2026-01-01T00:00:00,20,20
                        bob,2026-01-02T00:00:00,,
                        bob,2026-01-03T00:00:00,,
                        bob,2026-01-04T00:00:00,20,20
                        """);
        assertThat(output(linear, "daily")).contains("ann,2026-01-02T00:00:00,20.25,20.25\n");
    }

    /// Prices with tax; refuses rows without a price.
    public static final class WithTax implements RowMap {
        @Override
        public Schema schema(Schema input) {
            List<Field> fields = new ArrayList<>(input.fields());
            fields.add(new Field("gross", ColumnType.FLOAT64, "with tax"));
            return new Schema(fields);
        }

        @Override
        public void map(Row row, RowWriter out) {
            if (row.isMissing("price")) {
                throw new RejectedRowException("no price");
            }
            out.copy(row).set("gross", row.number("price") * 2).write();
        }
    }

    /// Fails at one row.
    public static final class Failing implements RowTest {
        @Override
        public boolean test(Row row) {
            return 10 / (row.whole("id") - 3) != 0;
        }
    }

    @Test
    void classOfTheUsersMakesRowsAndRejectsSome() throws IOException {
        Path rejects = directory.resolve("rejects.csv");
        Pipeline.Builder pipeline =
                fromOrders()
                        .stage(
                                "taxed",
                                map("orders", WithTax.class),
                                StageOptions.DEFAULTS.withRejects(rejects.toString(), 1));

        assertThat(output(pipeline, "taxed"))
                .isEqualTo(
                        """
                        id,day,user,price,gross
                        1,2026-01-01,ann,10,20
                        2,2026-01-01,bob,20,40
                        3,2026-01-03,ann,30.5,61
                        5,2026-01-04,bob,20,40
                        """);
        assertThat(rejects)
                .hasContent(
                        "place,reason,id,day,user,price\n"
                                + "\"table of stage \"\"orders\"\":4\",no price,4,2026-01-04,ann,");
    }

    @Test
    void rowThatIsRejectedWithoutAPlaceForItEndsTheRunWithItsNumber() throws IOException {
        Pipeline pipeline =
                fromOrders()
                        .stage("some", filter("orders", Failing.class))
                        .stage("out", write("some", out.toString()))
                        .build();
        try (PipelineResult result = prepared(pipeline).run()) {
            assertThat(result.report().stage("some").failure())
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageStartingWith(
                            "table of stage \"orders\":3: the class fails:"
                                    + " java.lang.ArithmeticException: / by zero");
            assertThat(result.report().stage("out").state()).isEqualTo(StageState.UPSTREAM_FAILED);
        }
        assertThat(out).doesNotExist();
    }

    @Test
    void moreRejectsThanTheLimitEndTheRunAndTheListIsThere() throws IOException {
        Path rejects = directory.resolve("rejects.csv");
        Pipeline pipeline =
                fromOrders()
                        .stage(
                                "taxed",
                                map("orders", WithTax.class),
                                StageOptions.DEFAULTS.withRejects(rejects.toString(), 0))
                        .build();
        try (PipelineResult result = prepared(pipeline).run()) {
            assertThat(result.report().state()).isEqualTo(RunState.FAILED);
            assertThat(result.report().stage("taxed").failure())
                    .hasMessageContaining("its limit of 0", "rejects.csv");
        }
        assertThat(rejects).content().contains("no price");
    }

    @Test
    void secondRunComputesWhatChangedOnly() throws IOException {
        Pipeline pipeline =
                fromOrders()
                        .stage("some", filter("orders", "id > 1"))
                        .stage("users", distinct("some").by("user"))
                        .build();
        run(pipeline).close();

        Files.writeString(orders, Files.readString(orders) + "6,2026-01-05,bob,1\n");
        Files.writeString(orders, Files.readString(orders).replace("6,2026-01-05,bob,1\n", ""));
        try (PipelineResult touched = run(pipeline)) {
            assertThat(states(touched))
                    .containsExactly(StageState.SUCCEEDED, StageState.REUSED, StageState.REUSED);
        }
        try (PipelineResult again = prepared(pipeline).from(Set.of("some")).run()) {
            assertThat(states(again))
                    .containsExactly(StageState.REUSED, StageState.SUCCEEDED, StageState.SUCCEEDED);
        }
    }

    private static Stream<StageState> states(PipelineResult result) {
        return result.report().stages().stream().map(StageReport::state);
    }

    /// Heeds nothing.
    public static final class Deaf implements RowTest {
        @Override
        public boolean test(Row row) {
            long n = row.whole("id");
            while (n != 0) {
                n = n * 31 | 1;
            }
            return false;
        }
    }

    @Test
    void isolatedClassGivesTheSameAndIsKilledByItsTimeout() throws IOException {
        StageOptions apart = StageOptions.DEFAULTS.withIsolation(true);
        Path rejects = directory.resolve("rejects.csv");
        Pipeline.Builder pipeline =
                fromOrders()
                        .stage(
                                "taxed",
                                map("orders", WithTax.class),
                                apart.withRejects(rejects.toString(), 9));
        assertThat(output(pipeline, "taxed")).contains("3,2026-01-03,ann,30.5,61\n");
        assertThat(rejects).content().contains("no price,4,");

        Pipeline deaf =
                fromOrders()
                        .stage(
                                "deaf",
                                filter("orders", Deaf.class),
                                apart.withTimeout(Duration.ofSeconds(3)))
                        .build();
        try (PipelineResult result = prepared(deaf).run()) {
            assertThat(result.report().state()).isEqualTo(RunState.TIMED_OUT);
            assertThat(result.report().stage("deaf").hanging()).isEmpty();
        }
    }

    @Test
    void queryIsStoppedByItsTimeout() throws IOException {
        Pipeline pipeline =
                fromOrders()
                        .stage(
                                "long",
                                sql("SELECT sum(a.range * b.range % 7) AS s FROM"
                                                + " range(10000000) a, range(10000000) b")
                                        .over("orders"),
                                StageOptions.DEFAULTS.withTimeout(Duration.ofMillis(300)))
                        .build();
        try (PipelineResult result = prepared(pipeline).run()) {
            assertThat(result.report().state()).isEqualTo(RunState.TIMED_OUT);
            assertThat(result.report().stage("long").took()).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void outputThatExistsIsLeftAsItIs() throws IOException {
        Files.writeString(out, "mine\n");
        Pipeline pipeline = fromOrders().stage("out", write("orders", out.toString())).build();

        assertThatThrownBy(() -> prepared(pipeline).overwrite(false).run())
                .isInstanceOf(UsageException.class)
                .hasMessage("stage \"out\": file: %s: exists; use --overwrite to replace it", out);
        assertThat(out).hasContent("mine");
    }

    @Test
    void nothingIsLeftOfARunButItsStore() throws IOException {
        output(fromOrders().stage("sorted", sort("orders").by("id")), "sorted");

        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("orders.csv", "out.csv", "store");
        }
    }
}
