package dev.venturi.pipeline.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.venturi.aggregate.Aggregation;
import dev.venturi.aggregate.GroupBy;
import dev.venturi.aggregate.GroupByOptions;
import dev.venturi.aggregate.GroupByPlan;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
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
        try (InputFiles input = InputFiles.of(file)) {
            new GroupBy(plan, GroupByOptions.defaults().withWorkers(2))
                    .run(TableFiles.open(input, CsvOptions.DEFAULTS), _ -> columns);
        }
        for (int row = 0; row < 2; row++) {
            double different = ROWS / 2.0;
            assertThat((double) columns.whole(1, row))
                    .isCloseTo(different, within(5 * 0.0108 * different));
            assertThat(columns.whole(2, row)).isLessThan(columns.whole(1, row));
            assertThat(columns.whole(3, row)).isGreaterThan(columns.whole(1, row));
            assertThat(columns.whole(4, row)).isBetween(98L, 102L);
            assertThat(columns.number(5, row)).isCloseTo(0.9 * ROWS, within(2 * 0.0166 * ROWS));
        }
    }

    @Test
    void whatTheyCannotUseIsRefused() {
        assertThatThrownBy(() -> new ApproximateDistinct(Map.of("result", "middle")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("expected estimate, lower or upper");
        assertThatThrownBy(() -> new ApproximateDistinct(Map.of("q", "1")))
                .isInstanceOf(UsageException.class);
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
