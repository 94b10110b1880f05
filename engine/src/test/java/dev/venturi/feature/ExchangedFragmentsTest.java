package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.kernel.KernelChoice;
import dev.venturi.table.ArrayTable;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.TableSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A join that puts the later fragment of an entity first is noticed, by each feature that looks at
/// order and by the bits of those that only add: otherwise comparing outputs over splits would
/// prove nothing.
class ExchangedFragmentsTest {
    private static final int ROWS = 365;
    private static final int SPLIT_ROWS = 100;
    private static final long IN_MEMORY = 1 << 30;
    private static final String ADDED = "mean, std, variance, sum, skewness, kurtosis";

    static Stream<String> lookingAtOrder() {
        return Stream.of(
                "first",
                "last",
                "trend",
                "autocorrelation(1)",
                "mean_change",
                "mean_abs_change",
                "rate_of_change",
                "moving_average(7)",
                "moving_average(7,first)",
                "moving_average(7,max)",
                "longest_run(20)");
    }

    @ParameterizedTest
    @MethodSource("lookingAtOrder")
    void everyFeatureThatLooksAtOrderNotices(String feature) throws Exception {
        ArrayTable table = oneEntity();
        List<Long> whole = bits(table, feature, ROWS, IN_MEMORY);
        assertThat(bits(table, feature, SPLIT_ROWS, IN_MEMORY)).isEqualTo(whole);
        assertThat(bits(exchanged(table), feature, SPLIT_ROWS, IN_MEMORY))
                .as(feature)
                .isNotEqualTo(whole);
    }

    @Test
    void theBitsOfWhatIsAddedNotice() throws Exception {
        ArrayTable table = oneEntity();
        List<Long> whole = bits(table, ADDED, ROWS, IN_MEMORY);
        assertThat(bits(table, ADDED, SPLIT_ROWS, IN_MEMORY)).isEqualTo(whole);
        assertThat(bits(exchanged(table), ADDED, SPLIT_ROWS, IN_MEMORY))
                .hasSameSizeAs(whole)
                .isNotEqualTo(whole);
    }

    /// A series too long for memory is read again in the order of its files, and found to differ.
    @Test
    void aSeriesReadAgainNotices() throws Exception {
        ArrayTable table = oneEntity();
        assertThat(bits(table, ADDED, SPLIT_ROWS, 1))
                .isEqualTo(bits(table, ADDED, ROWS, IN_MEMORY));
        assertThatThrownBy(() -> bits(exchanged(table), ADDED, SPLIT_ROWS, 1))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("its rows were not the same when they were read again");
    }

    private static ArrayTable oneEntity() {
        long[] ids = new long[ROWS];
        Arrays.fill(ids, 17);
        double[] rates = TestSeries.pulse(ROWS, 0.05, 3).values();
        Arrays.fill(rates, SPLIT_ROWS - 3, SPLIT_ROWS + 3, 150); // a plateau across a border
        Arrays.setAll(rates, r -> rates[r] / 7); // sums of tenths have the same bits too often
        return ArrayTable.builder().int64("id", ids).float64("rate", rates).build();
    }

    /// The same rows with neighbouring splits the wrong way round, so that every join is.
    private static TableSource exchanged(TableSource table) {
        return (TableSource)
                Proxy.newProxyInstance(
                        ExchangedFragmentsTest.class.getClassLoader(),
                        new Class<?>[] {TableSource.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("splits")) {
                                return table.splits((long) arguments[0]).reversed();
                            }
                            if (method.getName().equals("splitPlan")) { // asks for the splits
                                return InvocationHandler.invokeDefault(proxy, method, arguments);
                            }
                            try {
                                return method.invoke(table, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private static List<Long> bits(
            TableSource table, String features, int splitRows, long seriesBytes) throws Exception {
        RunOptions options =
                RunOptions.defaults()
                        .withKernels(KernelChoice.SCALAR)
                        .withWorkers(2)
                        .withSplitBytes(2L * splitRows * Double.BYTES)
                        .withSeriesBytes(seriesBytes);
        List<Long> bits = new ArrayList<>();
        Features.of(table)
                .by("id")
                .select("rate")
                .features(features)
                .options(options)
                .compute(row -> {
                    for (int c = 1; c < row.schema().fields().size(); c++) {
                        bits.add(Double.doubleToLongBits(row.value(c)));
                    }
                });
        return bits;
    }
}
