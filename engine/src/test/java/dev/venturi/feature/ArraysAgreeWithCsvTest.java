package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.csv.CsvOptions;
import dev.venturi.table.ArrayTable;
import dev.venturi.table.ColumnType;
import dev.venturi.table.MalformedDataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A table of arrays gives what the same table gives as a CSV file.
class ArraysAgreeWithCsvTest {
    private static final FeaturePlan PLAN =
            FeaturePlan.standard()
                    .withBy(List.of("site", "id", "part"))
                    .withOrderBy(List.of("time", "day"))
                    .withSelect(List.of("x", "n"))
                    .withFeatures("count, mean, min, max, sum, first, last, trend");

    @TempDir private Path directory;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSameTableGivesTheSameText(long seed) throws Exception {
        Random random = new Random(seed);
        int entities = 1 + random.nextInt(20);
        List<Object[]> rows = new ArrayList<>();
        for (int e = 0; e < entities; e++) {
            // neighbours differ in one part of the key only
            Object[] key = {"site " + e / 4, (long) (e / 2 % 2 - 1), e % 2 * 0.5};
            for (int r = 1 + random.nextInt(30); r > 0; r--) {
                double x = random.nextInt(6) == 0 ? Double.NaN : random.nextGaussian();
                long n = random.nextLong() >> (2 + random.nextInt(60));
                double day = random.nextInt(9) / 2.0 - 1;
                rows.add(new Object[] {key[0], key[1], key[2], random.nextInt(5) * 3L, day, x, n});
            }
        }
        Path file = directory.resolve("table.csv");
        List<String> lines = new ArrayList<>(List.of("site,id,part,time,day,x,n"));
        rows.forEach(row -> lines.add(line(row)));
        Files.write(file, lines);
        CsvOptions types =
                CsvOptions.DEFAULTS.withTypes(
                        Map.of("day", ColumnType.FLOAT64, "x", ColumnType.FLOAT64));
        RunOptions cut = CsvRun.PLAIN.withWorkers(3).withSplitBytes(56L * (1 + random.nextInt(50)));
        assertThat(CsvRun.of(arrays(rows), PLAN, cut).text())
                .as("seed %d", seed)
                .isEqualTo(CsvRun.of(List.of(file), types, PLAN, CsvRun.PLAIN).text());
    }

    private static String line(Object[] row) {
        StringBuilder line = new StringBuilder();
        for (Object value : row) {
            line.append(line.isEmpty() ? "" : ",")
                    .append(value.equals(Double.NaN) ? "" : value.toString());
        }
        return line.toString();
    }

    private static ArrayTable arrays(List<Object[]> rows) {
        return ArrayTable.builder()
                .text("site", rows.stream().map(row -> (String) row[0]).toArray(String[]::new))
                .int64("id", rows.stream().mapToLong(row -> (long) row[1]).toArray())
                .float64("part", rows.stream().mapToDouble(row -> (double) row[2]).toArray())
                .int64("time", rows.stream().mapToLong(row -> (long) row[3]).toArray())
                .float64("day", rows.stream().mapToDouble(row -> (double) row[4]).toArray())
                .float64("x", rows.stream().mapToDouble(row -> (double) row[5]).toArray())
                .int64("n", rows.stream().mapToLong(row -> (long) row[6]).toArray())
                .build();
    }

    @Test
    void missingKeysAndOrderValuesAreRefusedWithTheirRow() {
        ArrayTable table =
                ArrayTable.builder()
                        .text("site", new String[] {"a", "a", "", "b"})
                        .float64("time", new double[] {1, 2, 3, Double.NaN})
                        .float64("x", new double[] {1, 2, 3, 4})
                        .build();
        FeaturePlan plan = FeaturePlan.standard().withSelect(List.of("x")).withFeatures("mean");
        assertThatThrownBy(() -> CsvRun.of(table, plan.withBy(List.of("site")), CsvRun.PLAIN))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(
                        "arrays:3: column \"site\": the key is missing; --keep-null-key groups such"
                                + " rows as an entity of their own");
        assertThatThrownBy(() -> CsvRun.of(table, plan.withOrderBy(List.of("time")), CsvRun.PLAIN))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("arrays:4: column \"time\": the order value is missing");
    }

    @Test
    void aMissingKeyIsAnEntityWhenAskedFor() throws Exception {
        ArrayTable table =
                ArrayTable.builder()
                        .float64("part", new double[] {0.0, Double.NaN, Double.NaN, -0.0})
                        .float64("x", new double[] {1, 2, 3, 4})
                        .build();
        FeaturePlan plan =
                new FeaturePlan(
                        List.of("part"),
                        List.of(),
                        List.of("x"),
                        Preset.STANDARD,
                        "sum",
                        false,
                        true,
                        false);
        assertThat(CsvRun.of(table, plan, CsvRun.PLAIN).text())
                .isEqualTo("part,x_sum\n0.0,1\n,5\n-0.0,4\n");
    }
}
