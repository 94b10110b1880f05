package dev.venturi.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import dev.venturi.vectors.HardSeries;
import dev.venturi.vectors.ReferenceVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Series that are hard for doubles (the statistical reference data sets of NIST) keep their digits
/// when they are shuffled, cut and merged.
class HardSeriesTest {
    /// What merging may cost of the digits of the two-pass form, and what no series needs to
    /// exceed.
    private static final double LOST = 0.5;

    private static final double USUAL_DIGITS = 14.5;
    private static final int TRIALS = 100;

    static List<HardSeries> hard() {
        return ReferenceVectors.hard();
    }

    private static BoundPlan plan(Aggregation aggregation, boolean reproducible) {
        return new BoundPlan(
                new GroupByPlan(List.of(), List.of(aggregation), false, reproducible),
                new Schema(List.of(new Field("x", ColumnType.FLOAT64, "test"))),
                List.of());
    }

    private static double merged(BoundPlan plan, double[] series, Random random) {
        double[] values = series.clone();
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
        Column column = new Column.DoubleColumn(values);
        List<GroupStates> parts = new ArrayList<>();
        for (int from = 0; from < values.length; ) {
            int to = Math.min(values.length, from + 1 + random.nextInt(values.length));
            GroupStates part = plan.kept.getFirst().states().get();
            part.reserve(1);
            part.update(column, from, to, new int[to - from]);
            parts.add(part);
            from = to;
        }
        while (parts.size() > 1) {
            GroupStates part = parts.remove(random.nextInt(parts.size()));
            parts.get(random.nextInt(parts.size())).combine(0, part, 0);
        }
        ResultColumn result = new ResultColumn(ColumnType.FLOAT64, 1);
        plan.answers(new GroupStates[] {parts.getFirst()})[0].add(0, result);
        return ((Column.DoubleColumn) result.column()).values()[0];
    }

    @ParameterizedTest
    @MethodSource("hard")
    void theDeviationKeepsItsDigitsAfterAnySplitAndMerge(HardSeries series) {
        BoundPlan plan = plan(Aggregation.sampleStd("x"), false);
        double asked = Math.min(USUAL_DIGITS, series.stdDigits() - LOST);
        for (int trial = 0; trial < TRIALS; trial++) {
            double std = merged(plan, series.values(), new Random(trial));
            assertThat(HardSeries.digits(std, series.sampleStd()))
                    .as("trial %d: %s", trial, std)
                    .isGreaterThanOrEqualTo(asked);
        }
    }

    @ParameterizedTest
    @MethodSource("hard")
    void binnedSumsAndDeviationsHaveTheSameBitsAfterAnySplitAndMerge(HardSeries series) {
        for (Aggregation aggregation :
                List.of(
                        Aggregation.sum("x"),
                        Aggregation.mean("x"),
                        Aggregation.sampleStd("x"),
                        Aggregation.populationStd("x"))) {
            BoundPlan plan = plan(aggregation, true);
            double first = merged(plan, series.values(), new Random(-1));
            for (int trial = 0; trial < TRIALS; trial++) {
                assertThat(merged(plan, series.values(), new Random(trial)))
                        .as("%s, trial %d", aggregation.output(), trial)
                        .isEqualTo(first);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hard")
    void binnedDeviationsAreAsGoodAsDoublesAllow(HardSeries series) {
        double std = merged(plan(Aggregation.sampleStd("x"), true), series.values(), new Random(1));

        assertThat(HardSeries.digits(std, series.sampleStd()))
                .isGreaterThanOrEqualTo(Math.min(14.9, series.stdDigits() - 0.3));
    }
}
