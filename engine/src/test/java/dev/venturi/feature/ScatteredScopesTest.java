package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.kernel.KernelChoice;
import dev.venturi.spill.SpillPlace;
import dev.venturi.table.ArrayTable;
import dev.venturi.table.MalformedDataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Conditions, cut-offs, windows and grids of cut-offs give the same bits wherever the rows of
/// entities stand and however little memory there is to bring them together.
class ScatteredScopesTest {
    private static final String FEATURES =
            "count, missing_pct, mean, std, min, max, sum, trend, n_anomalies, first, last,"
                    + " autocorrelation(3), longest_run(0.5)";

    @TempDir Path directory;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    /// One row before it has a place.
    ///
    /// @param until the same in all rows of an entity
    private record Row(long id, long day, double load, long until) {}

    /// A condition as a user writes it, and as a row is asked.
    private record Where(List<String> text, Predicate<Row> holds) {}

    private static final List<Where> CONDITIONS =
            List.of(
                    new Where(List.of(), _ -> true),
                    new Where(List.of("load > -0.5"), row -> row.load > -0.5),
                    new Where(
                            List.of("load is not null", "day != 7"),
                            row -> !Double.isNaN(row.load) && row.day != 7),
                    new Where(
                            List.of("id > 100 and day >= 3"), row -> row.id > 100 && row.day >= 3));

    /// Rows by entity; in most each entity's stand in order of days.
    private static List<List<Row>> entities(Random random, boolean ordered) {
        List<List<Row>> entities = new ArrayList<>();
        int n = 3 + random.nextInt(30);
        for (int e = 0; e < n; e++) {
            int length = e == 1 || random.nextInt(12) == 0 ? 1500 : 1 + random.nextInt(60);
            long until = 2L + random.nextInt(40);
            List<Row> rows = new ArrayList<>();
            for (int r = 0; r < length; r++) {
                double load = random.nextInt(8) == 0 ? Double.NaN : random.nextGaussian();
                rows.add(new Row(e * 37L % 1009, r / (1 + length / 60), load, until));
            }
            if (!ordered && random.nextInt(3) == 0 && length < 100) {
                Collections.shuffle(rows, random);
            }
            entities.add(rows);
        }
        return entities;
    }

    /// The rows in another order in which those of an entity keep theirs.
    private static List<Row> scattered(List<List<Row>> entities, Random random) {
        List<Integer> turns = new ArrayList<>();
        for (int e = 0; e < entities.size(); e++) {
            turns.addAll(Collections.nCopies(entities.get(e).size(), e));
        }
        Collections.shuffle(turns, random);
        int[] next = new int[entities.size()];
        return turns.stream().map(e -> entities.get(e).get(next[e]++)).toList();
    }

    private static ArrayTable table(List<Row> rows) {
        return ArrayTable.builder()
                .int64("id", rows.stream().mapToLong(Row::id).toArray())
                .int64("day", rows.stream().mapToLong(Row::day).toArray())
                .float64("load", rows.stream().mapToDouble(Row::load).toArray())
                .int64("until", rows.stream().mapToLong(Row::until).toArray())
                .build();
    }

    private static RowScope scope(Random random, Where where) {
        String asOf = List.of("", "until", "17").get(random.nextInt(3));
        List<String> windows =
                List.of(List.<String>of(), List.of("5"), List.of("3", "1000"))
                        .get(random.nextInt(3));
        String every = List.of("", "4", "1").get(random.nextInt(3));
        return new RowScope(where.text, asOf, windows, every);
    }

    private static FeaturePlan plan(RowScope scope, boolean strict, boolean sorted) {
        return new FeaturePlan(
                List.of("id"),
                List.of("day"),
                List.of("load"),
                Preset.STANDARD,
                FEATURES,
                strict,
                false,
                sorted,
                scope);
    }

    private RunOptions options(int workers, long splitRows, long regroupBytes) {
        return RunOptions.defaults()
                .withKernels(KernelChoice.SCALAR)
                .withWorkers(workers)
                .withSplitBytes(splitRows * 4 * Double.BYTES)
                .withRegroupBytes(regroupBytes)
                .withSpill(new SpillPlace(directory, Long.MAX_VALUE));
    }

    /// The cells of every row of the output by its key and cut-off, in the order in which they
    /// came.
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
                                        plan.rows().every().isEmpty() ? 1 : 2,
                                        (key, line) -> {
                                            keys.add(key);
                                            cells.put(key, line);
                                        }));
        return new Run(keys, cells, summary);
    }

    private static List<Row> together(List<List<Row>> entities) {
        return entities.stream().flatMap(List::stream).toList();
    }

    /// The rows of the output of a table in which entities stand together, in the order in which
    /// the entities first appear in another one.
    private static List<String> inOrderOf(List<Row> rows, List<String> keys, Where where) {
        Map<String, List<String>> byEntity = new LinkedHashMap<>();
        rows.stream()
                .filter(where.holds)
                .forEach(row -> byEntity.put(Long.toString(row.id), new ArrayList<>()));
        keys.forEach(key -> Objects.requireNonNull(byEntity.get(part(key, 0))).add(key));
        return byEntity.values().stream().flatMap(List::stream).toList();
    }

    /// The entity or the cut-off of a row of the output.
    private static String part(String key, int index) {
        return List.of(key.split(",", -1)).get(index);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void scatteredRowsGiveTheBitsOfRowsThatStandTogether(long seed) throws Exception {
        Random random = new Random(seed);
        Where where = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
        RowScope scope = scope(random, where);
        List<List<Row>> entities = entities(random, false);
        List<Row> scattered = scattered(entities, random);
        FeaturePlan plan = plan(scope, false, false);
        Run expected = run(table(together(entities)), plan, options(1, 1_000_000, 1 << 30));
        List<String> order = inOrderOf(scattered, expected.keys, where);
        for (int i = 0; i < 5; i++) {
            int workers = 1 + random.nextInt(3);
            int splitRows = 1 + random.nextInt(i % 2 == 0 ? 50 : 5_000);
            long memory = 1L << (10 + random.nextInt(18));
            Run run = run(table(scattered), plan, options(workers, splitRows, memory));
            String said =
                    "seed %d, %s, %d workers, splits of %d rows, %d bytes"
                            .formatted(seed, scope, workers, splitRows, memory);
            assertThat(run.cells).as(said).isEqualTo(expected.cells);
            assertThat(run.keys).as(said).isEqualTo(order);
            assertThat(run.summary.rowsKept()).isEqualTo(expected.summary.rowsKept());
            assertThat(run.summary.rows()).isEqualTo(scattered.size());
            assertThat(run.summary.entities()).isEqualTo(expected.summary.entities());
            assertThat(run.summary.outputRows()).isEqualTo(order.size());
            assertThat(directory).isEmptyDirectory();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rowsOfAnEntityStayInOrderOfCutoffsWhenSortedByKey(long seed) throws Exception {
        Random random = new Random(seed);
        RowScope scope = new RowScope(List.of("load > -1"), "", List.of("9"), "1");
        List<List<Row>> entities = entities(random, false);
        FeaturePlan plan = plan(scope, false, true);
        Run clustered =
                run(table(together(entities)), plan, options(2, 100, 1L << random.nextInt(28)));
        Run scattered =
                run(
                        table(scattered(entities, random)),
                        plan,
                        options(2, 100, 1L << random.nextInt(28)));
        assertThat(scattered.keys).as("seed %d", seed).isEqualTo(clustered.keys);
        assertThat(scattered.cells).as("seed %d", seed).isEqualTo(clustered.cells);
        Comparator<String> byNumbers =
                Comparator.<String>comparingLong(key -> Long.parseLong(part(key, 0)))
                        .thenComparingLong(key -> Long.parseLong(part(key, 1)));
        assertThat(clustered.keys).as("seed %d", seed).isSortedAccordingTo(byNumbers);
    }

    @Test
    void entitiesScatteredOnlyInRowsLeftOutAreNotRegrouped() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            rows.add(new Row(100 + i / 30, i, 1, 5));
            rows.add(new Row(100 + i % 5, i, -1, 5));
        }
        FeaturePlan plan = plan(new RowScope(List.of("load > 0"), "", List.of(), ""), false, false);
        Run run = run(table(rows), plan, options(2, 500, 1 << 20));
        assertThat(run.summary.layout().kind()).isEqualTo(Layout.Kind.CLUSTERED);
        assertThat(run.summary.restarts()).isZero();
        assertThat(run.summary.rowsKept()).isEqualTo(3000);
    }

    @Test
    void anEntityInManySplitsIsNotScattered() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            rows.add(new Row(i < 2900 ? 1 : 2, i, i, 5));
        }
        Run run = run(table(rows), plan(RowScope.ALL, false, false), options(1, 100, 1 << 20));
        assertThat(run.summary.layout().kind()).isEqualTo(Layout.Kind.CLUSTERED);
    }

    /// Its first rows lie behind its cut-off and give no row; those that come later do.
    @Test
    void anEntityThatEndsWithoutARowAndReturnsIsNoticed() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 120_000; i++) {
            rows.add(new Row(1_000 + i / 10, i % 10, i, 6));
        }
        rows.set(20_009, new Row(7, 9, 1, 6)); // last of an entity, so that no other one is cut
        rows.set(90_000, new Row(7, 1, 2, 6));
        FeaturePlan plan = plan(new RowScope(List.of(), "until", List.of(), "2"), false, false);
        Run run = run(table(rows), plan, options(2, 20_000, 1 << 28));
        assertThat(run.summary.restarts()).isEqualTo(1);
        assertThat(run.keys).contains("7,2", "7,4", "7,6");
    }

    @Test
    void rowsOutOfOrderAndCutoffsThatDifferAreNamedWhereTheyStand() {
        ArrayTable table =
                ArrayTable.builder()
                        .text("id", new String[] {"a", "b", "a", "b", "a", "b", "b"})
                        .int64("day", new long[] {1, 1, 2, 3, 3, 9, 2})
                        .float64("load", new double[] {1, 1, 1, 1, 1, -1, 1})
                        .int64("until", new long[] {5, 6, 5, 6, 4, 6, 6})
                        .build();
        FeaturePlan strict =
                plan(new RowScope(List.of("load > 0"), "", List.of(), ""), true, false);
        FeaturePlan cutOff =
                plan(new RowScope(List.of("load > 0"), "until", List.of(), ""), false, false);
        for (int splitRows = 1; splitRows <= 7; splitRows++) {
            RunOptions options = options(2, splitRows, 1 << 20);
            assertThatThrownBy(() -> run(table, strict, options))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining(
                            "arrays:7: column \"day\": entity b: this row sorts before");
            assertThatThrownBy(() -> run(table, cutOff, options))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining("arrays:5: column \"until\": entity a: its cut-off");
        }
    }

    /// An entity too long to be held, whose rows stand apart.
    @Test
    void aCutoffThatDiffersFarIntoALongSeriesIsNamedWhereItStands() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 8_000; i++) {
            rows.add(new Row(1 + i % 2, i, i % 10 == 0 ? -1 : 1, i == 7_000 + 3 ? 99 : 50));
        }
        FeaturePlan plan =
                plan(new RowScope(List.of("load > 0"), "until", List.of("5"), ""), false, false);
        assertThatThrownBy(() -> run(table(rows), plan, options(1, 300, 1 << 12)))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("arrays:7004: column \"until\": entity 2: its cut-off");
    }
}
