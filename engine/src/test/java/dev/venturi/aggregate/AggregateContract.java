package dev.venturi.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import dev.venturi.table.TextCells;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every aggregate promises, ours and a user's: a subclass names one and inherits the tests.
///
/// A series is a list of doubles, longs or texts, null where a value is missing.
abstract class AggregateContract {
    private static final ColumnType[] TYPES = {
        ColumnType.FLOAT64, ColumnType.INT64, ColumnType.TEXT
    };

    /// The aggregate, of column `x`.
    abstract Aggregation aggregation();

    /// Whether it can be computed of a column of a type.
    abstract boolean takes(ColumnType type);

    /// Holds a result of merged states against that of one state: the same, unless told otherwise.
    ///
    /// @param scale the largest magnitude of the series
    void assertMerged(@Nullable Object merged, @Nullable Object whole, double scale) {
        assertThat(merged).isEqualTo(whole);
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /// States of a few groups.
    private final class Kept {
        private final BoundPlan plan;
        private final GroupStates states;
        private final ColumnType result;

        Kept(ColumnType type) {
            Schema table = new Schema(List.of(new Field("x", type, "test")));
            plan =
                    new BoundPlan(
                            new GroupByPlan(List.of(), List.of(aggregation())), table, List.of());
            states = plan.kept.getFirst().states().get();
            states.reserve(1);
            result = plan.output.fields().getFirst().type();
        }

        Kept take(List<? extends @Nullable Object> series, ColumnType type, int group) {
            int[] groups = new int[series.size()];
            Arrays.fill(groups, group);
            states.reserve(group + 1);
            states.update(column(series, type), 0, groups.length, groups);
            return this;
        }

        @Nullable Object answer(int group) {
            ResultColumn column = new ResultColumn(result, 1);
            plan.answers(new GroupStates[] {states})[0].add(group, column);
            assertThat(column.rows()).isEqualTo(1);
            return switch (column.column()) {
                case Column.DoubleColumn(double[] values) -> values[0];
                case Column.LongColumn(long[] values, boolean @Nullable [] nulls) ->
                        nulls != null && nulls[0] ? null : values[0];
                case Column.TextColumn(byte[] bytes, int[] offsets) ->
                        new String(bytes, 0, offsets[1], StandardCharsets.UTF_8);
            };
        }

        /// The same after all of it went through bytes.
        Kept reread(ColumnType type, int group) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            states.write(group, new DataOutputStream(bytes));
            Kept read = new Kept(type);
            read.states.reserve(group + 1);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            read.states.read(group, in);
            assertThat(in.read()).as("bytes left over").isEqualTo(-1);
            return read;
        }
    }

    static Column column(List<? extends @Nullable Object> series, ColumnType type) {
        int n = series.size();
        switch (type) {
            case FLOAT64 -> {
                double[] values = new double[n];
                for (int i = 0; i < n; i++) {
                    values[i] = series.get(i) instanceof Double value ? value : Double.NaN;
                }
                return new Column.DoubleColumn(values);
            }
            case TEXT -> {
                TextCells cells = new TextCells(n);
                for (Object value : series) {
                    byte[] text =
                            value == null
                                    ? new byte[0]
                                    : ((String) value).getBytes(StandardCharsets.UTF_8);
                    cells.add(text, 0, text.length);
                }
                return cells.column();
            }
            default -> {
                long[] values = new long[n];
                boolean[] nulls = new boolean[n];
                for (int i = 0; i < n; i++) {
                    nulls[i] = series.get(i) == null;
                    values[i] = nulls[i] ? 0 : (Long) series.get(i);
                }
                return new Column.LongColumn(values, nulls);
            }
        }
    }

    static List<@Nullable Object> series(Random random, ColumnType type) {
        int n = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(300);
        double missing = random.nextInt(3) * 0.2;
        boolean few = random.nextBoolean();
        double centre = random.nextInt(3) * 1e6;
        List<@Nullable Object> series = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (random.nextDouble() < missing) {
                series.add(null);
                continue;
            }
            series.add(
                    switch (type) {
                        case FLOAT64 ->
                                few ? random.nextInt(5) - 2.0 : centre + random.nextGaussian();
                        case TEXT -> few ? "t" + random.nextInt(5) : "é" + random.nextLong();
                        default -> few ? random.nextLong(5) - 2 : random.nextLong() >> 12;
                    });
        }
        return series;
    }

    private static double scale(List<? extends @Nullable Object> series) {
        double most = 0;
        for (Object value : series) {
            most =
                    value instanceof Number number
                            ? Math.max(most, Math.abs(number.doubleValue()))
                            : most;
        }
        return most;
    }

    private List<ColumnType> types() {
        return List.of(TYPES).stream().filter(this::takes).toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void chunksOfAnySizeGiveTheSameBits(long seed) {
        Random random = new Random(seed);
        for (ColumnType type : types()) {
            List<@Nullable Object> series = series(random, type);
            Kept chunks = new Kept(type);
            for (int from = 0; from < series.size(); ) {
                int to = Math.min(series.size(), from + 1 + random.nextInt(70));
                chunks.take(series.subList(from, to), type, 0);
                from = to;
            }
            assertThat(chunks.answer(0))
                    .as("seed %d, %s", seed, type)
                    .isEqualTo(new Kept(type).take(series, type, 0).answer(0));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void statesMergedInAnyTreeGiveTheAnswerOfOne(long seed) {
        Random random = new Random(seed);
        for (ColumnType type : types()) {
            List<@Nullable Object> series = series(random, type);
            List<Kept> parts = new ArrayList<>();
            for (int from = 0; from < series.size(); ) {
                int to = Math.min(series.size(), from + random.nextInt(90));
                parts.add(new Kept(type).take(series.subList(from, to), type, 0));
                from = to;
            }
            parts.add(new Kept(type));
            while (parts.size() > 1) {
                int left = random.nextInt(parts.size() - 1);
                parts.get(left).states.combine(0, parts.remove(left + 1).states, 0);
            }
            assertMerged(
                    parts.getFirst().answer(0),
                    new Kept(type).take(series, type, 0).answer(0),
                    scale(series));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aStateThatWentThroughBytesGoesOnAsIfItHadNot(long seed) throws IOException {
        Random random = new Random(seed);
        for (ColumnType type : types()) {
            List<@Nullable Object> series = series(random, type);
            int cut = random.nextInt(series.size() + 1);
            Kept reread = new Kept(type).take(series.subList(0, cut), type, 0).reread(type, 0);
            assertThat(reread.answer(0))
                    .isEqualTo(new Kept(type).take(series.subList(0, cut), type, 0).answer(0));
            assertThat(reread.take(series.subList(cut, series.size()), type, 0).answer(0))
                    .as("seed %d, %s", seed, type)
                    .isEqualTo(new Kept(type).take(series, type, 0).answer(0));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void askingForTheAnswerAtAnyMomentLeavesTheStateAsItWas(long seed) {
        Random random = new Random(seed);
        for (ColumnType type : types()) {
            List<@Nullable Object> series = series(random, type);
            Kept asked = new Kept(type);
            for (int from = 0; from < series.size(); from++) {
                asked.take(series.subList(from, from + 1), type, 0);
                if (random.nextInt(5) == 0) {
                    assertThat(asked.answer(0)).isEqualTo(asked.answer(0));
                }
            }
            assertThat(asked.answer(0))
                    .as("seed %d, %s", seed, type)
                    .isEqualTo(new Kept(type).take(series, type, 0).answer(0));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void groupsDoNotTouchOneAnother(long seed) {
        Random random = new Random(seed);
        for (ColumnType type : types()) {
            List<List<@Nullable Object>> all = new ArrayList<>();
            Kept mixed = new Kept(type);
            for (int group = 0; group < 40; group++) {
                all.add(series(random, type));
                mixed.take(all.get(group), type, group);
            }
            for (int group = 0; group < 40; group++) {
                assertThat(mixed.answer(group))
                        .as("seed %d, %s, group %d", seed, type, group)
                        .isEqualTo(new Kept(type).take(all.get(group), type, 0).answer(0));
            }
        }
    }

    @Test
    void nothingButMissingValuesIsAsNoRowsAtAll() {
        for (ColumnType type : types()) {
            List<@Nullable Object> none = new ArrayList<>();
            none.add(null);
            none.add(null);
            if (!countsMissing()) {
                assertThat(new Kept(type).take(none, type, 0).answer(0))
                        .isEqualTo(new Kept(type).answer(0));
            }
        }
    }

    /// Whether rows without a value count.
    boolean countsMissing() {
        return false;
    }

    @Test
    void emptyStatesChangeNothingOnEitherSide() {
        Random random = new Random(5);
        for (ColumnType type : types()) {
            List<@Nullable Object> series = series(random, type);
            if (type == ColumnType.FLOAT64) {
                series.add(Double.POSITIVE_INFINITY);
            }
            Object alone = new Kept(type).take(series, type, 0).answer(0);
            Kept before = new Kept(type);
            before.states.combine(0, new Kept(type).take(series, type, 0).states, 0);
            assertThat(before.answer(0)).isEqualTo(alone);
            Kept behind = new Kept(type).take(series, type, 0);
            behind.states.combine(0, new Kept(type).states, 0);
            assertThat(behind.answer(0)).isEqualTo(alone);
        }
    }

    @Test
    void theEdgesOfDoublesComeThroughWholeAndMerged() {
        if (!takes(ColumnType.FLOAT64)) {
            return;
        }
        List<List<Double>> edges =
                List.of(
                        List.of(0.0, -0.0),
                        List.of(-0.0),
                        List.of(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE),
                        List.of(Double.MIN_VALUE, Double.MIN_VALUE),
                        List.of(1.0, Double.NEGATIVE_INFINITY, 2.0),
                        List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
        for (List<Double> edge : edges) {
            Kept whole = new Kept(ColumnType.FLOAT64).take(edge, ColumnType.FLOAT64, 0);
            assertThat(whole.answer(0)).as("%s", edge).isEqualTo(whole.answer(0));
        }
    }
}
