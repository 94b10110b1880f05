package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.kernel.ScalarKernels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a program computes, and what it leaves alone.
class ColumnProgramTest {
    private static final double GAP = Double.NaN;

    private static Computed whole(String features, double[] values, long... exact) {
        List<FeatureDefinition> definitions = Computed.list(features, Preset.STANDARD);
        long[] given = exact.length == 0 ? null : exact;
        Computed found = Computed.inMemory(definitions, new ScalarKernels(), values, given, null);
        for (long seed = 0; seed < 20; seed++) {
            Computed cut =
                    Computed.streamed(
                            definitions,
                            new ScalarKernels(),
                            values,
                            given,
                            null,
                            new Random(seed));
            assertThat(cut.whole()).as("stream, seed %d", seed).isEqualTo(found.whole());
            assertThat(cut.overflow()).as("stream, seed %d", seed).isEqualTo(found.overflow());
        }
        return found;
    }

    private static double[] widened(long... exact) {
        double[] values = new double[exact.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = exact[i];
        }
        return values;
    }

    @Test
    void wholeNumbersBeyondDoublesStayExact() {
        long[] exact = {Long.MAX_VALUE - 1, (1L << 53) + 1, -7, Long.MIN_VALUE + 3};
        Computed found = whole("min,max,first,last,sum", widened(exact), exact);
        assertThat(found.whole())
                .containsExactly(
                        Long.MIN_VALUE + 3,
                        Long.MAX_VALUE - 1,
                        Long.MAX_VALUE - 1,
                        Long.MIN_VALUE + 3,
                        (1L << 53) + 1 - 7 + 1);
        assertThat(found.overflow()).containsOnly(false);
    }

    @Test
    void missingRowsDoNotCountAsWholeNumbers() {
        double[] values = {GAP, 5, GAP, 3, GAP};
        long[] exact = {0, 5, 0, 3, 0};
        assertThat(whole("min,max,first,last,sum", values, exact).whole())
                .containsExactly(3, 5, 5, 3, 8);
        assertThat(whole("min,max,first,last,sum", values).whole()).containsExactly(3, 5, 5, 3, 8);
    }

    @Test
    void largeExactDoublesAreAddedAsWholeNumbers() {
        double[] values = {0x1p62, 1, 1, -0x1p62, 3};
        assertThat(whole("sum", values).whole()).containsExactly(5);
    }

    @Test
    void sumThatDoesNotFitIsReportedOnlyWhenTheWholeSumDoesNotFit() {
        long[] over = {Long.MAX_VALUE, 1};
        assertThat(whole("sum", widened(over), over).overflow()).containsExactly(true);
        long[] under = {Long.MIN_VALUE, -1};
        assertThat(whole("sum", widened(under), under).overflow()).containsExactly(true);
        long[] back = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, 2};
        Computed found = whole("sum", widened(back), back);
        assertThat(found.overflow()).containsExactly(false);
        assertThat(found.whole()).containsExactly(0);
    }

    @Test
    void rangeThatDoesNotFitIsReported() {
        long[] wide = {Long.MAX_VALUE, -1};
        assertThat(whole("range", widened(wide), wide).overflow()).containsExactly(true);
        long[] fits = {Long.MAX_VALUE, 0};
        assertThat(whole("range", widened(fits), fits).overflow()).containsExactly(false);
        assertThat(whole("range,sum", new double[] {0x1p62, -0x1p62}).overflow())
                .containsExactly(true, false);
    }

    @Test
    void fractionsNeverOverflow() {
        assertThat(whole("sum,range", new double[] {1e300, 0.5, 1e300}).overflow())
                .containsOnly(false);
    }

    @Test
    void firstEntityThatOverflowsIsKept() {
        ColumnProgram program =
                ColumnProgram.compile(
                        Preset.STANDARD,
                        Computed.list("min,sum", Preset.STANDARD),
                        new ScalarKernels(),
                        false);
        FeatureCells cells = new FeatureCells(program.keepsType(), 4);
        long[] over = {Long.MAX_VALUE, Long.MAX_VALUE};
        program.evaluate(widened(1, 2), new long[] {1, 2}, null, 0, 2, cells, 0, 0);
        program.evaluate(widened(over), over, null, 0, 2, cells, 0, 1);
        program.evaluate(widened(over), over, null, 0, 2, cells, 0, 2);
        assertThat(cells.overflow).containsExactly(-1, 1);
    }

    @Test
    void windowLongerThanTheSeriesIsCounted() {
        ColumnProgram program =
                ColumnProgram.compile(
                        Preset.STANDARD,
                        Computed.list("mean,moving_average(3)", Preset.STANDARD),
                        new ScalarKernels(),
                        false);
        FeatureCells cells = new FeatureCells(program.keepsType(), 3);
        program.evaluate(new double[] {1, GAP, 2}, null, null, 0, 3, cells, 0, 0);
        program.evaluate(new double[] {1, 2, 6}, null, null, 0, 3, cells, 0, 1);
        program.evaluate(new double[] {GAP}, null, null, 0, 1, cells, 0, 2);
        assertThat(cells.tooShort).containsExactly(0, 2);
        assertThat(cells.values[1]).containsExactly(GAP, 3, GAP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "standard | count,min,max,range,first,last     | compact",
                "standard | mean,sum                           | compact sum",
                "standard | std                                | compact sum squares",
                "standard | trend                              | compact sum squaresAndTrend",
                "standard | std,trend                          | compact sum squaresAndTrend",
                "standard | n_anomalies                        | compact sum squares countBeyond",
                "standard | mean_abs_change                    | compact absoluteChanges",
                "standard | median,quantile(0.1)               | compact",
                "standard | longest_run(3),mean_change         | compact",
                "standard | skewness,kurtosis                  | compact sum squares higherPowers",
                "standard | autocorrelation                    | compact sum squares laggedProducts",
                "standard | autocorrelation,autocorrelation(1,unbiased) | compact sum squares laggedProducts",
                "standard | moving_average                     | compact sum",
                "case-v1  | mean,std,trend,n_anomalies         | compact sum squaresAndTrend countBeyond",
                "case-v2  | mean,std,n_anomalies               | compact countBeyond",
                "case-v2  | mean,std,trend                     | compact sum squaresAndTrend",
                "case-v3  | mean                               | compact sum",
                "case-v3  | mean,std                           | compact sum squares",
                "case-v3  | trend                              | compact sum squaresAndTrend",
            })
    void onlyWhatWasAskedIsComputed(String preset, String features, String calls) {
        RecordingKernels kernels = new RecordingKernels();
        Computed.inMemory(
                Computed.list(features, Preset.named(preset)),
                kernels,
                new double[] {1, 2, 4, 3, 5, 9, 7, 8},
                null,
                null);
        assertThat(String.join(" ", kernels.calls())).isEqualTo(calls);
    }

    @Test
    void axisIsTakenAlongOnlyWhenItIsNeeded() {
        double[] values = {1, 2, 4};
        RecordingKernels kernels = new RecordingKernels();
        Computed.inMemory(
                Computed.list("mean,std,median", Preset.STANDARD), kernels, values, null, values);
        assertThat(kernels.calls()).containsExactly("compact", "sum", "squares");
        kernels.calls().clear();
        Computed.inMemory(Computed.list("trend", Preset.STANDARD), kernels, values, null, values);
        assertThat(kernels.calls())
                .containsExactly("compactWithAxis", "sum", "sum", "squaresAndAxis");
    }

    @Test
    void programKnowsHowItCanBeFed() {
        ColumnProgram streamed =
                ColumnProgram.compile(
                        Preset.STANDARD,
                        Computed.list(
                                "count,moving_average(30),autocorrelation(400),trend",
                                Preset.STANDARD),
                        new ScalarKernels(),
                        false);
        assertThat(streamed.streamable()).isTrue();
        assertThat(streamed.longestWindow()).isEqualTo(400);
        assertThat(streamed.stream().passes()).isEqualTo(2);
        assertThat(streamed.features()).isEqualTo(4);
        ColumnProgram whole =
                ColumnProgram.compile(
                        Preset.STANDARD,
                        Computed.list("min,quantile(0.9)", Preset.STANDARD),
                        new ScalarKernels(),
                        false);
        assertThat(whole.streamable()).isFalse();
        assertThat(whole.keepsType()).containsExactly(true, false);
        assertThatThrownBy(whole::stream)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("whole series");
    }

    @Test
    void passesOfAStreamCannotBeSkipped() {
        ColumnProgram program =
                ColumnProgram.compile(
                        Preset.STANDARD,
                        Computed.list("n_anomalies", Preset.STANDARD),
                        new ScalarKernels(),
                        false);
        SeriesStream stream = program.stream();
        assertThat(stream.passes()).isEqualTo(3);
        stream.begin(0);
        stream.end(0);
        assertThatThrownBy(() -> stream.begin(2)).hasMessage("pass 2 after 0");
        FeatureCells cells = new FeatureCells(program.keepsType(), 1);
        assertThatThrownBy(() -> stream.finish(cells, 0, 0))
                .hasMessage("finished after pass 0 of 3");
    }

    @Test
    void axisThatWasPromisedMustCome() {
        ColumnProgram program =
                ColumnProgram.compile(
                        Preset.STANDARD,
                        Computed.list("trend", Preset.STANDARD),
                        new ScalarKernels(),
                        true);
        FeatureCells cells = new FeatureCells(program.keepsType(), 1);
        assertThatThrownBy(
                        () -> program.evaluate(new double[] {1, 2}, null, null, 0, 2, cells, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("with an axis");
    }

    @Test
    void failureOfAUsersFeatureNamesIt() {
        FeatureFunction broken = own("broken", ResultType.FLOAT64, true);
        assertThatThrownBy(() -> computeOwn(broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("feature \"broken\" (")
                .hasMessageContaining("failed on a series of 2 values")
                .hasRootCauseMessage("no such luck");
        assertThatThrownBy(() -> computeOwn(own("half", ResultType.INT64, false)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gave 0.5, but its contract says INT64");
        assertThat(computeOwn(own("half", ResultType.FLOAT64, false))).isEqualTo(0.5);
    }

    private static double computeOwn(FeatureFunction function) {
        FeatureList list =
                FeatureList.parse(
                        function.contract().name(),
                        Preset.STANDARD,
                        FeatureCatalog.of(List.of(function)));
        return Computed.inMemory(
                        list.definitions(), new ScalarKernels(), new double[] {1, 2}, null, null)
                .values()[0];
    }

    private static FeatureFunction own(String name, ResultType result, boolean fails) {
        return new FeatureFunction() {
            @Override
            public FeatureContract contract() {
                return FeatureContract.named(name)
                        .means("own", "own")
                        .formula("own")
                        .result(result, "none")
                        .gives("0", "0", "0", "0")
                        .source("this test")
                        .build();
            }

            @Override
            public double compute(SeriesView values, Parameters parameters) {
                if (fails) {
                    throw new ArithmeticException("no such luck");
                }
                return 0.5;
            }
        };
    }
}
