package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.kernel.KernelChoice;
import dev.venturi.spill.SpillPlace;
import dev.venturi.table.ArrayTable;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.UsageException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// However the rows of entities are scattered over a table, and however little memory there is to
/// bring them together, the features have the bits of the table in which they stand together.
class RegroupTest {
    private static final String FEATURES =
            "count, missing_pct, mean, std, min, max, range, sum, trend, n_anomalies, first, last, mean_change,"
                    + " autocorrelation(3), longest_run(0.5)";

    @TempDir Path directory;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    /// One row before it has a place.
    private record Row(String host, long id, long day, double load, long count) {
        String key() {
            return host + ',' + id;
        }
    }

    /// Rows by entity, each entity's in order of days.
    private static List<List<Row>> entities(Random random) {
        List<List<Row>> entities = new ArrayList<>();
        int n = 2 + random.nextInt(40);
        for (int e = 0; e < n; e++) {
            int length =
                    random.nextInt(12) == 0 ? 1 + random.nextInt(5_000) : 1 + random.nextInt(50);
            boolean decimals = random.nextBoolean();
            List<Row> rows = new ArrayList<>();
            for (int r = 0; r < length; r++) {
                double load = random.nextGaussian();
                rows.add(
                        new Row(
                                "h" + e % 3,
                                e * 7919L % 1009 - 300,
                                r / 2,
                                random.nextInt(8) == 0
                                        ? Double.NaN
                                        : decimals ? Math.rint(load * 100) / 100 : load,
                                random.nextLong() >> (10 + random.nextInt(50))));
            }
            entities.add(rows);
        }
        Collections.shuffle(entities, random);
        return entities;
    }

    /// The rows in another order in which those of an entity keep theirs.
    private static List<Row> scattered(List<List<Row>> entities, Random random) {
        List<Integer> turns = new ArrayList<>();
        for (int e = 0; e < entities.size(); e++) {
            turns.addAll(Collections.nCopies(entities.get(e).size(), e));
        }
        if (random.nextInt(3) > 0) {
            Collections.shuffle(turns, random);
        } else {
            int[] day = new int[entities.size()];
            turns.sort(Comparator.comparingInt(e -> e)); // day by day, every entity in each
            List<int[]> placed = new ArrayList<>();
            turns.forEach(e -> placed.add(new int[] {day[e]++, e}));
            placed.sort(Comparator.comparingInt(one -> one[0]));
            turns.clear();
            placed.forEach(one -> turns.add(one[1]));
        }
        int[] next = new int[entities.size()];
        return turns.stream().map(e -> entities.get(e).get(next[e]++)).toList();
    }

    private static ArrayTable table(List<Row> rows) {
        return ArrayTable.builder()
                .text("host", rows.stream().map(Row::host).toArray(String[]::new))
                .int64("id", rows.stream().mapToLong(Row::id).toArray())
                .int64("day", rows.stream().mapToLong(Row::day).toArray())
                .float64("load", rows.stream().mapToDouble(Row::load).toArray())
                .int64("count", rows.stream().mapToLong(Row::count).toArray())
                .build();
    }

    /// The cells of every entity by its key, in the order in which they came.
    private record Run(List<String> keys, Map<String, String> cells, RunSummary summary) {}

    private static Run run(ArrayTable table, FeaturePlan plan, RunOptions options)
            throws Exception {
        List<String> keys = new ArrayList<>();
        Map<String, String> cells = new TreeMap<>();
        RunSummary summary =
                Features.of(table)
                        .plan(plan)
                        .options(options)
                        .computeTo(
                                new RowsInMemory(
                                        plan.by().size(),
                                        (key, line) -> {
                                            keys.add(key);
                                            cells.put(key, line);
                                        }));
        return new Run(keys, cells, summary);
    }

    private static FeaturePlan plan(boolean ordered, boolean sorted, String features) {
        return new FeaturePlan(
                List.of("host", "id"),
                ordered ? List.of("day") : List.of(),
                List.of(),
                Preset.STANDARD,
                features,
                false,
                false,
                sorted);
    }

    private RunOptions options(int workers, long splitRows, long regroupBytes) {
        return RunOptions.defaults()
                .withKernels(KernelChoice.SCALAR)
                .withWorkers(workers)
                .withSplitBytes(splitRows * 5 * Double.BYTES)
                .withRegroupBytes(regroupBytes)
                .withSpill(new SpillPlace(directory, Long.MAX_VALUE));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aScatteredTableGivesTheBitsOfAClusteredOne(long seed) throws Exception {
        Random random = new Random(seed);
        List<List<Row>> entities = entities(random);
        List<Row> scattered = scattered(entities, random);
        boolean ordered = random.nextBoolean();
        FeaturePlan plan =
                plan(ordered, false, random.nextBoolean() ? FEATURES : FEATURES + ", median");
        Run expected =
                run(
                        table(entities.stream().flatMap(List::stream).toList()),
                        plan,
                        options(1, 1_000_000, 1 << 30));
        Set<String> appearing = new LinkedHashSet<>();
        scattered.forEach(row -> appearing.add(row.key()));
        for (int i = 0; i < 6; i++) {
            int workers = 1 + random.nextInt(3);
            int splitRows = 1 + random.nextInt(i % 2 == 0 ? 50 : 5_000);
            long memory = 1L << (12 + random.nextInt(16));
            Run run = run(table(scattered), plan, options(workers, splitRows, memory));
            String said =
                    "seed %d, %d workers, splits of %d rows, %d bytes"
                            .formatted(seed, workers, splitRows, memory);
            assertThat(run.cells()).as(said).isEqualTo(expected.cells());
            assertThat(run.keys()).as(said).isEqualTo(List.copyOf(appearing));
            assertThat(run.summary().ties()).as(said).isEqualTo(expected.summary().ties());
            assertThat(directory).isEmptyDirectory();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sortedOutputIsTheSameForEveryLayout(long seed) throws Exception {
        Random random = new Random(seed);
        List<List<Row>> entities = entities(random);
        FeaturePlan plan = plan(true, true, FEATURES);
        Run clustered =
                run(
                        table(entities.stream().flatMap(List::stream).toList()),
                        plan,
                        options(2, 100, 1L << random.nextInt(28)));
        Run scattered =
                run(
                        table(scattered(entities, random)),
                        plan,
                        options(2, 100, 1L << random.nextInt(28)));
        assertThat(scattered.keys()).as("seed %d", seed).isEqualTo(clustered.keys());
        assertThat(scattered.cells()).as("seed %d", seed).isEqualTo(clustered.cells());
        List<Row> firsts = new ArrayList<>(entities.stream().map(List::getFirst).toList());
        firsts.sort(Comparator.comparing(Row::host).thenComparing(Row::id));
        assertThat(clustered.keys()).isEqualTo(firsts.stream().map(Row::key).toList());
    }

    @Test
    void whatDoesNotFitInMemoryGoesToDiskAndIsGoneAfterwards() throws Exception {
        Random random = new Random(7);
        List<Row> rows = scattered(entities(random), random);
        Run spilled = run(table(rows), plan(true, false, FEATURES), options(2, 500, 4_000));
        assertThat(spilled.summary().spillBytes()).isPositive();
        Run held = run(table(rows), plan(true, false, FEATURES), options(2, 500, 1 << 28));
        assertThat(held.summary().spillBytes()).isZero();
        assertThat(spilled.cells()).isEqualTo(held.cells());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void moreThanTheLimitOfTemporaryFilesIsRefused() {
        Random random = new Random(8);
        ArrayTable table = table(scattered(entities(random), random));
        RunOptions options = options(2, 500, 4_000).withSpill(new SpillPlace(directory, 1_000));
        assertThatThrownBy(() -> run(table, plan(true, false, FEATURES), options))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("--temp-limit");
        assertThat(directory).isEmptyDirectory();
    }

    /// The first rows of the first and last splits show nothing; the entity returns in between.
    private static ArrayTable returningUnseen() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            long id = i == 90_000 ? 3 : 1_000_000 - i / 10;
            rows.add(new Row("h", id, i, i, i));
        }
        rows.set(30, new Row("h", 3, 30, 30, 30));
        return table(rows);
    }

    @Test
    void anEntityThatReturnsUnforeseenBeginsTheRunAgain() throws Exception {
        Run run = run(returningUnseen(), plan(true, false, "count"), options(2, 20_000, 1 << 28));
        assertThat(run.summary().restarts()).isEqualTo(1);
        assertThat(run.summary().layout().reason())
                .contains("entity h, 3 ends at arrays:31 and returns at arrays:90001")
                .contains("found out on the way");
        assertThat(run.cells().get("h,3")).isEqualTo("2,2");
    }

    @Test
    void resultsHandedOnCannotBeTakenBack() {
        assertThatThrownBy(() ->
                        Features.of(returningUnseen())
                                .by("host", "id")
                                .options(options(2, 20_000, 1 << 28))
                                .compute(_ -> {}))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("entity h, 3 ends at arrays:31 and returns at arrays:90001")
                .hasMessageContaining("sort the table by its key");
    }

    @Test
    void aRowOutOfOrderIsNamedWhereItStands() {
        ArrayTable table =
                ArrayTable.builder()
                        .text("host", new String[] {"a", "b", "a", "b", "a", "b"})
                        .int64("id", new long[6])
                        .int64("day", new long[] {1, 1, 2, 3, 3, 2})
                        .float64("x", new double[6])
                        .build();
        FeaturePlan plan =
                new FeaturePlan(
                        List.of("host", "id"),
                        List.of("day"),
                        List.of(),
                        Preset.STANDARD,
                        "mean",
                        true,
                        false,
                        false);
        for (int splitRows = 1; splitRows <= 6; splitRows++) {
            RunOptions options = options(2, splitRows, 1 << 20);
            assertThatThrownBy(() -> run(table, plan, options))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining(
                            "arrays:6: column \"day\": entity b, 0: this row sorts before");
        }
    }
}
