package dev.venturi.pipeline.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.venturi.aggregate.Aggregation;
import dev.venturi.aggregate.GroupBy;
import dev.venturi.aggregate.GroupByOptions;
import dev.venturi.aggregate.GroupByPlan;
import dev.venturi.aggregate.GroupBySummary;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.spill.SpillPlace;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sketches as aggregates of groups.
class ApproximateAggregatesTest {
    private static final int ROWS = 60_000;

    @TempDir private Path directory;

    /// Keeps the columns of what is written.
    private static final class Columns implements BatchSink {
        final List<Column> kept = new ArrayList<>();

        @Override
        public void write(Batch batch) {
            assertThat(kept).as("one batch").isEmpty();
            kept.addAll(batch.columns());
        }

        @Override
        public boolean keepsTypes() {
            return true;
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}

        long whole(int column, int row) {
            return ((Column.LongColumn) kept.get(column)).values()[row];
        }

        double number(int column, int row) {
            return ((Column.DoubleColumn) kept.get(column)).values()[row];
        }
    }

    @Test
    void groupsGetEstimatesWithTheirBounds() throws Exception {
        StringBuilder csv = new StringBuilder("k,x,name\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append("%s,%d,n%d\n".formatted(i % 2 == 0 ? "even" : "odd", i, i % 200));
        }
        Path file = Files.writeString(directory.resolve("t.csv"), csv);
        GroupByPlan plan =
                new GroupByPlan(
                        List.of("k"),
                        List.of(
                                Aggregation.of("x", new ApproximateDistinct()).as("about"),
                                Aggregation.of(
                                                "x",
                                                new ApproximateDistinct(Map.of("result", "lower")))
                                        .as("least"),
                                Aggregation.of(
                                                "x",
                                                new ApproximateDistinct(Map.of("result", "upper")))
                                        .as("most"),
                                Aggregation.of("name", new ApproximateDistinct()).as("names"),
                                Aggregation.of("x", new ApproximateQuantile(Map.of("q", "0.9")))
                                        .as("q90")));
        Columns columns = new Columns();
        run(plan, file, GroupByOptions.defaults().withWorkers(2), columns);
        for (int row = 0; row < 2; row++) {
            double different = ROWS / 2.0;
            assertThat((double) columns.whole(1, row))
                    .isCloseTo(different, within(5 * 0.0108 * different));
            assertThat(columns.whole(2, row)).isLessThan(columns.whole(1, row));
            assertThat(columns.whole(3, row)).isGreaterThan(columns.whole(1, row));
            assertThat(columns.whole(4, row)).isBetween(98L, 102L);
            assertThat(columns.number(5, row)).isCloseTo(0.9 * ROWS, within(0.02 * ROWS));
        }
    }

    private static GroupBySummary run(
            GroupByPlan plan, Path file, GroupByOptions options, Columns columns) throws Exception {
        try (InputFiles input = InputFiles.of(file)) {
            return new GroupBy(plan, options)
                    .run(TableFiles.open(input, CsvOptions.DEFAULTS), _ -> columns);
        }
    }

    @Test
    void workersAndMemoryDoNotChangeABitOfTheAnswers() throws Exception {
        StringBuilder csv = new StringBuilder("k,x\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append("%d,%d\n".formatted(i % 50, i * 7_919L % 100_003));
        }
        Path file = Files.writeString(directory.resolve("t.csv"), csv);
        GroupByPlan plan =
                new GroupByPlan(
                        List.of("k"),
                        List.of(
                                Aggregation.of("x", new ApproximateDistinct()).as("about"),
                                Aggregation.of("x", new ApproximateQuantile(Map.of("q", "0.3")))
                                        .as("q30")));
        Columns plenty = new Columns();
        run(plan, file, GroupByOptions.defaults().withWorkers(1), plenty);
        Columns little = new Columns();
        GroupBySummary spilled =
                run(
                        plan,
                        file,
                        GroupByOptions.defaults()
                                .withWorkers(3)
                                .withMemoryBytes(200_000)
                                .withSpill(new SpillPlace(directory, Long.MAX_VALUE)),
                        little);

        assertThat(spilled.spilledBytes()).isPositive();
        for (int row = 0; row < 50; row++) {
            assertThat(little.whole(1, row)).isEqualTo(plenty.whole(1, row));
            assertThat(little.number(2, row)).isEqualTo(plenty.number(2, row));
        }
    }

    @Test
    void theErrorIsThatOfTheWorstGroupAndHolds() throws Exception {
        StringBuilder csv = new StringBuilder("k,x\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append("%s,%d\n".formatted(i % 100 == 0 ? "few" : "many", i));
        }
        Path file = Files.writeString(directory.resolve("t.csv"), csv);
        ApproximateDistinct coarse = new ApproximateDistinct(Map.of("error", "0.1"));
        ApproximateDistinct fine = new ApproximateDistinct(Map.of("error", "0.005"));
        ApproximateQuantile median = new ApproximateQuantile(Map.of("error", "0.05"));
        ApproximateQuantile least =
                new ApproximateQuantile(Map.of("error", "0.05", "result", "lower"));
        ApproximateQuantile most =
                new ApproximateQuantile(Map.of("error", "0.05", "result", "upper"));
        Columns columns = new Columns();
        run(
                new GroupByPlan(
                        List.of("k"),
                        List.of(
                                Aggregation.of("x", coarse).as("coarse"),
                                Aggregation.of("x", fine).as("fine"),
                                Aggregation.of("x", median).as("median"),
                                Aggregation.of("x", least).as("least"),
                                Aggregation.of("x", most).as("most"))),
                file,
                GroupByOptions.defaults(),
                columns);

        assertThat(coarse.worstError()).isBetween(0.05, 0.1);
        assertThat(fine.worstError()).isBetween(0.002, 0.005);
        assertThat(median.worstError()).isBetween(0.01, 0.05);
        assertThat(median.isEstimate()).isTrue();
        assertThat(most.isEstimate()).isFalse();
        for (int row = 0; row < 2; row++) {
            double different = row == 0 ? ROWS / 100.0 : ROWS * 0.99;
            assertThat((double) columns.whole(1, row))
                    .isCloseTo(different, within(0.15 * different));
            assertThat((double) columns.whole(2, row))
                    .isCloseTo(different, within(0.01 * different));
            assertThat(columns.number(4, row)).isLessThan(ROWS / 2.0);
            assertThat(columns.number(5, row)).isGreaterThan(ROWS / 2.0);
            assertThat(columns.number(3, row))
                    .isBetween(columns.number(4, row), columns.number(5, row));
        }
    }

    @Test
    void whatTheyCannotUseIsRefused() {
        assertThatThrownBy(() -> new ApproximateDistinct(Map.of("result", "middle")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("expected estimate, lower or upper");
        assertThatThrownBy(() -> new ApproximateDistinct(Map.of("q", "1")))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new ApproximateDistinct(Map.of("error", "0.5")))
                .isInstanceOf(UsageException.class)
                .hasMessage("error 0.5: expected a number from 0.001 to 0.25");
        assertThatThrownBy(() -> new ApproximateQuantile(Map.of("q", "90")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> new ApproximateQuantile(Map.of("q", "much")))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new ApproximateQuantile(Map.of()).resultType(ColumnType.TEXT))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("of numbers");
    }
}
