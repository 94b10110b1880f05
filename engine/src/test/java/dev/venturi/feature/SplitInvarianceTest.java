package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.kernel.KernelChoice;
import dev.venturi.table.ArrayTable;
import dev.venturi.table.MalformedDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the workers, the splits and the memory: the same entities, in the same order, with the
/// same bits.
class SplitInvarianceTest {
    private static final String STREAMED =
            "count, missing_pct, mean, std, min, max, range, sum, trend, n_anomalies, first, last, skewness, kurtosis,"
                    + " mean_change, mean_abs_change, rate_of_change, autocorrelation(3), moving_average(5),"
                    + " longest_run(0.5)";

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    /// A table of some entities of very different lengths, in random order of first appearance.
    private static ArrayTable table(Random random, boolean ordered, int longest) {
        List<long[]> rows = new ArrayList<>();
        int entities = 1 + random.nextInt(30);
        for (int e = 0; e < entities; e++) {
            int length =
                    random.nextInt(10) == 0 ? 1 + random.nextInt(longest) : 1 + random.nextInt(40);
            long id = e * 7919L % 1009;
            for (int r = 0; r < length; r++) {
                rows.add(new long[] {id, ordered ? r / 2 : random.nextInt(20)});
            }
        }
        int n = rows.size();
        String[] hosts = new String[n];
        long[] ids = new long[n];
        long[] days = new long[n];
        double[] loads = new double[n];
        long[] counts = new long[n];
        for (int i = 0; i < n; i++) {
            ids[i] = rows.get(i)[0];
            hosts[i] = "h" + ids[i] % 3;
            days[i] = rows.get(i)[1];
            loads[i] = random.nextInt(8) == 0 ? Double.NaN : random.nextGaussian();
            counts[i] =
                    random.nextLong() >> (10 + random.nextInt(50)); // many need all bits of a long
        }
        return ArrayTable.builder()
                .text("host", hosts)
                .int64("id", ids)
                .int64("day", days)
                .float64("load", loads)
                .int64("count", counts)
                .build();
    }

    /// Every cell as its bits; a NaN and a null are told apart from zero.
    private static List<String> run(
            ArrayTable table, String features, RunOptions options, boolean orderBy)
            throws Exception {
        List<String> lines = new ArrayList<>();
        Features request = Features.of(table).by("host", "id").features(features).options(options);
        RunSummary summary =
                (orderBy ? request.orderBy("day") : request)
                        .compute(row -> {
                            StringBuilder line =
                                    new StringBuilder(row.key(0)).append(',').append(row.key(1));
                            for (int c = 2; c < row.schema().fields().size(); c++) {
                                line.append(',');
                                if (row.isNull(c)) {
                                    line.append("null");
                                } else {
                                    line.append(Double.doubleToRawLongBits(row.value(c)));
                                }
                            }
                            lines.add(line.toString());
                        });
        lines.add(
                "ties "
                        + summary.ties()
                        + ", rows "
                        + summary.rows()
                        + ", entities "
                        + summary.entities());
        return lines;
    }

    private static RunOptions options(int workers, long splitRows, long seriesBytes) {
        return RunOptions.defaults()
                .withKernels(KernelChoice.SCALAR)
                .withWorkers(workers)
                .withSplitBytes(splitRows * 5 * Double.BYTES)
                .withSeriesBytes(seriesBytes);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void workersAndSplitsDoNotShow(long seed) throws Exception {
        Random random = new Random(seed);
        ArrayTable table = table(random, random.nextBoolean(), 3_000);
        String features = STREAMED + ", median, quantile(0.9)";
        List<String> expected = run(table, features, options(1, 1_000_000, 1L << 30), true);
        for (int workers = 1; workers <= 9; workers++) {
            int splitRows = 1 + random.nextInt(workers % 2 == 0 ? 5 : 500);
            assertThat(run(table, features, options(workers, splitRows, 1L << 30), true))
                    .as("seed %d, %d workers, splits of %d rows", seed, workers, splitRows)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void seriesLongerThanMemoryHaveTheSameBits(long seed) throws Exception {
        Random random = new Random(seed);
        ArrayTable table = table(random, true, 40_000);
        List<String> expected = run(table, STREAMED, options(1, 1_000_000, 1L << 30), true);
        assertThat(
                        run(
                                table,
                                STREAMED,
                                options(2, 1 + random.nextInt(2_000), 1 + random.nextInt(5_000)),
                                true))
                .as("seed %d", seed)
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void withoutOrderColumnTheOrderIsThatOfTheTable(long seed) throws Exception {
        Random random = new Random(seed);
        ArrayTable table = table(random, false, 30_000);
        List<String> expected = run(table, STREAMED, options(1, 1_000_000, 1L << 30), false);
        assertThat(
                        run(
                                table,
                                STREAMED,
                                options(3, 1 + random.nextInt(2_000), 1 + random.nextInt(100_000)),
                                false))
                .as("seed %d", seed)
                .isEqualTo(expected);
    }

    @Test
    void rowsOutOfOrderAreRefusedWhenOrderIsRequired() {
        ArrayTable table =
                ArrayTable.builder()
                        .text("id", new String[] {"a", "a", "b", "b", "b"})
                        .int64("day", new long[] {1, 2, 3, 2, 4})
                        .float64("x", new double[] {1, 2, 3, 4, 5})
                        .build();
        FeaturePlan plan =
                new FeaturePlan(
                        List.of("id"),
                        List.of("day"),
                        List.of(),
                        Preset.STANDARD,
                        "mean",
                        true,
                        false,
                        false);
        for (int splitRows = 1; splitRows <= 5; splitRows++) {
            RunOptions options =
                    options(2, 1, 1 << 20).withSplitBytes(splitRows * 3L * Double.BYTES);
            assertThatThrownBy(
                            () -> Features.of(table).plan(plan).options(options).compute(_ -> {}))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining(
                            "arrays:4: column \"day\": entity b: this row sorts before the row above it");
        }
    }

    @Test
    void sortedOutputStandsByNumberAndMissingKeysFirst() throws Exception {
        ArrayTable table =
                ArrayTable.builder()
                        .text("id", new String[] {"10", "9", "", "-3", "100"})
                        .float64("x", new double[] {1, 2, 3, 4, 5})
                        .build();
        List<String> keys = new ArrayList<>();
        FeaturePlan plan =
                new FeaturePlan(
                        List.of("id"),
                        List.of(),
                        List.of(),
                        Preset.STANDARD,
                        "mean",
                        false,
                        true,
                        true);
        Features.of(table).plan(plan).compute(row -> keys.add(row.key()));
        assertThat(keys).containsExactly("", "-3", "9", "10", "100");
    }
}
