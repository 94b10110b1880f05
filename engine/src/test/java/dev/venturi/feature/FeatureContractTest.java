package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.kernel.KernelChoice;
import dev.venturi.kernel.KernelSelection;
import dev.venturi.kernel.Kernels;
import dev.venturi.kernel.ScalarKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every feature promises, whoever wrote it. A feature inherits these tests by saying how it
/// is asked for.
abstract class FeatureContractTest {
    private static final FeatureCatalog CATALOG = FeatureCatalog.installed();

    /// A list of features: the one under test, in all the forms to be tried.
    abstract String feature();

    private List<FeatureDefinition> definitions(Preset preset) {
        return FeatureList.parse(feature(), preset, CATALOG).definitions();
    }

    private static Computed compute(List<FeatureDefinition> features, TestSeries series) {
        return Computed.inMemory(
                features, new ScalarKernels(), series.values(), null, series.axis());
    }

    @ParameterizedTest
    @EnumSource
    void catalogEntryIsComplete(Preset preset) {
        for (FeatureDefinition definition : definitions(preset)) {
            FeatureContract entry = CATALOG.contract(definition.name(), preset);
            assertThat(entry.parameters()).isEqualTo(definition.contract().parameters());
            assertThat(entry.result()).isEqualTo(definition.contract().result());
            assertThat(entry.featureClass()).isEqualTo(definition.contract().featureClass());
            assertThat(entry.longName()).matches("[a-z][A-Za-z0-9]*");
            assertThat(entry.example()).startsWith(entry.name());
            for (FeatureParameter parameter : entry.parameters()) {
                assertThat(parameter.meaning()).isNotBlank();
                assertThat(parameter.range()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nameAndTextLeadBackToTheDefinition(Preset preset) {
        List<FeatureDefinition> definitions = definitions(preset);
        for (FeatureDefinition definition : definitions) {
            assertThat(FeatureList.parse(definition.toString(), preset, CATALOG).definitions())
                    .containsExactly(definition);
            assertThat(definition.outputName("my column")).startsWith("my column_");
        }
        assertThat(definitions.stream().map(d -> d.outputName("x"))).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void valueIsThatOfThePlainFormula(Preset preset) {
        List<FeatureDefinition> definitions = definitions(preset);
        for (TestSeries series : TestSeries.finite()) {
            for (boolean ordered : new boolean[] {true, false}) {
                double[] axis = ordered ? series.axis() : null;
                Computed found =
                        Computed.inMemory(
                                definitions, new ScalarKernels(), series.values(), null, axis);
                PlainFormulas plain = new PlainFormulas(preset, series.values(), axis);
                for (int f = 0; f < definitions.size(); f++) {
                    assertNear(
                            found.values()[f],
                            plain.value(definitions.get(f)),
                            "%s %s of %s, ordered %s"
                                    .formatted(preset, definitions.get(f), series, ordered));
                }
            }
        }
    }

    private static void assertNear(double found, double expected, String what) {
        if (Double.isNaN(expected)) {
            assertThat(found).as(what).isNaN();
        } else {
            double slack = 1e-9 * Math.max(1, Math.abs(expected));
            assertThat(found).as(what).isBetween(expected - slack, expected + slack);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wholeResultsAreWhole(Preset preset) {
        for (FeatureDefinition definition : definitions(preset)) {
            if (definition.contract().result() == ResultType.INT64) {
                for (TestSeries series : TestSeries.all()) {
                    double value = compute(List.of(definition), series).values()[0];
                    assertThat(value)
                            .as("%s of %s", definition, series)
                            .isEqualTo(Math.rint(value));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyCutOfAStreamGivesTheSameBits(Preset preset) {
        List<FeatureDefinition> definitions =
                definitions(preset).stream()
                        .filter(d -> d.contract().featureClass() != FeatureClass.WHOLE_SERIES)
                        .toList();
        if (definitions.isEmpty()) {
            return;
        }
        for (TestSeries series : TestSeries.all()) {
            Computed whole = compute(definitions, series);
            for (long seed = 0; seed < 3; seed++) {
                Computed cut =
                        Computed.streamed(
                                definitions,
                                new ScalarKernels(),
                                series.values(),
                                null,
                                series.axis(),
                                new Random(seed));
                assertThat(cut.bits())
                        .as("%s %s of %s, seed %d", preset, feature(), series, seed)
                        .isEqualTo(whole.bits());
                assertThat(cut.tooShort()).isEqualTo(whole.tooShort());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void vectorKernelsGiveTheSameBits(Preset preset) {
        List<FeatureDefinition> definitions = definitions(preset);
        Kernels vector = KernelSelection.select(KernelChoice.VECTOR, 0).create();
        for (TestSeries series : TestSeries.all()) {
            for (double[] axis : Arrays.asList(series.axis(), null)) {
                Computed scalar =
                        Computed.inMemory(
                                definitions, new ScalarKernels(), series.values(), null, axis);
                Computed vectors =
                        Computed.inMemory(definitions, vector, series.values(), null, axis);
                assertThat(vectors.bits())
                        .as("%s %s of %s", preset, feature(), series)
                        .isEqualTo(scalar.bits());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void orderDoesNotMatterWhereTheClassSaysSo(Preset preset) {
        for (FeatureDefinition definition : definitions(preset)) {
            if (definition.contract().featureClass() != FeatureClass.ANY_ORDER) {
                continue;
            }
            for (TestSeries series : TestSeries.finite()) {
                double forwards = compute(List.of(definition), series).values()[0];
                double backwards = compute(List.of(definition), series.reversed()).values()[0];
                assertNear(backwards, forwards, "%s of %s".formatted(definition, series));
            }
        }
    }

    /// Otherwise no test here could notice that a join put two pieces together the wrong way round.
    @ParameterizedTest
    @EnumSource
    void exchangingTwoPiecesShowsWhereTheOrderMatters(Preset preset) {
        for (FeatureDefinition definition : definitions(preset)) {
            if (definition.contract().featureClass() == FeatureClass.ORDERED) {
                assertThat(TestSeries.finite())
                        .as("%s must notice exchanged pieces", definition)
                        .anySatisfy(series ->
                                assertThat(compute(List.of(definition), series).bits())
                                        .isNotEqualTo(
                                                compute(
                                                                List.of(definition),
                                                                series.halvesExchanged())
                                                        .bits()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void missingValuesLeaveNoTraceButTheirNumber(Preset preset) {
        for (FeatureDefinition definition : definitions(preset)) {
            boolean overAllRows =
                    definition.name().equals("missing_pct")
                            || (preset == Preset.CASE_V3
                                    && List.of("mean", "std", "variance", "trend", "n_anomalies")
                                            .contains(definition.name()));
            // without an order column gaps would not be seen; with one, they are in the axis
            if (overAllRows) {
                continue;
            }
            for (TestSeries series : TestSeries.all()) {
                assertThat(compute(List.of(definition), series).bits())
                        .as("%s of %s", definition, series)
                        .isEqualTo(compute(List.of(definition), series.squeezed()).bits());
            }
        }
    }

    /// Alone or among all others, first or second in the scratch memory, at the start of the arrays
    /// or inside them.
    @ParameterizedTest
    @EnumSource
    void companyDoesNotMatter(Preset preset) {
        String all =
                "count,missing_pct,sum,mean,std(0),std(1),variance,min,max,range,trend,median,"
                        + "n_anomalies(1),n_anomalies(2),quantile(0.3),first,last,"
                        + "moving_average(3),moving_average(5,first),moving_average(4,max),"
                        + "autocorrelation(1),autocorrelation(3,unbiased),mean_abs_change,"
                        + "mean_change,rate_of_change,longest_run(70),skewness,kurtosis";
        List<FeatureDefinition> others = FeatureList.parse(all, preset, CATALOG).definitions();
        for (FeatureDefinition definition : definitions(preset)) {
            List<FeatureDefinition> together = new ArrayList<>(others);
            together.add(definition);
            ColumnProgram program =
                    ColumnProgram.compile(preset, together, new ScalarKernels(), true);
            FeatureCells cells = new FeatureCells(program.keepsType(), 2);
            for (TestSeries series : TestSeries.all()) {
                double[] values = embedded(series.values());
                double[] axis = embedded(series.axis());
                program.evaluate(values, null, axis, 2, values.length - 3, cells, 0, 1);
                assertThat(Double.doubleToLongBits(cells.values[together.size() - 1][1]))
                        .as("%s of %s", definition, series)
                        .isEqualTo(compute(List.of(definition), series).bits()[0]);
            }
        }
    }

    private static double[] embedded(double[] values) {
        double[] larger = new double[values.length + 5];
        Arrays.fill(larger, 1234.5);
        System.arraycopy(values, 0, larger, 2, values.length);
        return larger;
    }

    @Test
    void seriesWithoutRowsIsAnEmptySeries() {
        for (FeatureDefinition definition : definitions(Preset.STANDARD)) {
            double none =
                    Computed.inMemory(
                                    List.of(definition),
                                    new ScalarKernels(),
                                    new double[0],
                                    null,
                                    null)
                            .values()[0];
            if (!definition.name().equals("missing_pct")) { // 0 / 0
                double missing = Computed.one(definition.toString(), Preset.STANDARD, Double.NaN);
                assertThat((Double) none).as(definition.toString()).isEqualTo((Object) missing);
            }
        }
    }
}
