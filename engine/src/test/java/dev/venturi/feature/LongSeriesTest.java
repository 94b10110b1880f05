package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.kernel.KernelChoice;
import dev.venturi.spill.SpillPlace;
import dev.venturi.table.MalformedDataException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Series longer than the memory they are given are read again from their files, with the same
/// bits; what needs all values at once is refused only when they do not fit.
class LongSeriesTest {
    private static final long SEED = 77;
    private static final String STREAMED =
            "count, missing_pct, mean, std, min, max, range, sum, trend, n_anomalies, first, last,"
                    + " skewness, kurtosis, mean_change, mean_abs_change, rate_of_change,"
                    + " autocorrelation(30), moving_average(100), moving_average(9,min),"
                    + " longest_run(1)";

    /// Longer than the largest batch; a little longer than what is allowed; short; one row.
    private static final int[] LENGTHS = {3, 265_000, 1, 20_000, 700, 1};

    @TempDir private Path directory;

    /// How the rows are stored.
    private enum Storage {
        PLAIN,
        GZIP,
        SEVERAL_FILES
    }

    private static List<String> lines() {
        Random random = new Random(SEED);
        List<String> lines = new ArrayList<>(List.of("id,time,x,n"));
        for (int e = 0; e < LENGTHS.length; e++) {
            long second = 1_700_000_000L + random.nextInt(1_000_000);
            for (int r = 0; r < LENGTHS[e]; r++) {
                second += random.nextInt(4); // now and then a tie
                String x =
                        random.nextInt(10) == 0
                                ? ""
                                : Double.toString(Math.rint(random.nextGaussian() * 1e4) / 1e3);
                long n = random.nextLong() >> (random.nextInt(100) == 0 ? 9 : 40);
                lines.add("entity %d,%d,%s,%d".formatted(e, second, x, n));
            }
        }
        return lines;
    }

    private List<Path> stored(Storage storage, List<String> lines) throws IOException {
        return switch (storage) {
            case PLAIN -> List.of(Files.write(directory.resolve("long.csv"), lines));
            case GZIP -> {
                byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
                Path file = directory.resolve("long.csv.gz");
                yield List.of(Files.write(file, CsvRun.gzip(text)));
            }
            case SEVERAL_FILES -> CsvRun.parts(directory, lines, 5, true);
        };
    }

    private static FeaturePlan plan(String features) {
        return FeaturePlan.standard()
                .withBy(List.of("id"))
                .withOrderBy(List.of("time"))
                .withFeatures(features);
    }

    @ParameterizedTest
    @EnumSource
    void seriesReadAgainHaveTheBitsOfSeriesInMemory(Storage storage) throws Exception {
        List<Path> files = stored(storage, lines());
        CsvRun expected = CsvRun.of(files, plan(STREAMED), CsvRun.PLAIN);
        assertThat(expected.lines()).hasSize(1 + LENGTHS.length);
        RunOptions options =
                CsvRun.PLAIN
                        .withWorkers(3)
                        .withKernels(KernelChoice.VECTOR)
                        .withSplitBytes(100_000)
                        .withSeriesBytes(300_000);
        try (CountedTable table = CountedTable.open(files.toArray(Path[]::new))) {
            CsvRun run = CsvRun.of(table.source(), plan(STREAMED), options);
            assertThat(run.text()).as("seed %d", SEED).isEqualTo(expected.text());
            assertThat(run.summary().ties()).isEqualTo(expected.summary().ties()).isPositive();
            int splits = table.source().splits(options.splitBytes()).size();
            assertThat(table.opened()).as("opened, of %d splits", splits).isGreaterThan(splits);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLongSeriesOutOfOrderIsSortedByWayOfDisk(Storage storage) throws Exception {
        List<String> lines = lines();
        int from = 1 + LENGTHS[0];
        Collections.shuffle(lines.subList(from, from + LENGTHS[1]), new Random(SEED));
        List<Path> files = stored(storage, lines);
        FeaturePlan windows =
                plan("mean, std, trend, last")
                        .withWindows(List.of("100000", "20000"))
                        .withEvery("90000");
        for (FeaturePlan plan : List.of(plan(STREAMED), windows)) {
            requireSameAsInMemory(files, plan);
        }
    }

    @Test
    void aLongSeriesOutOfOrderAmongScatteredOnesIsSortedToo() throws Exception {
        List<String> lines = lines();
        Collections.shuffle(lines.subList(1, lines.size()), new Random(SEED));
        requireSameAsInMemory(stored(Storage.PLAIN, lines), plan(STREAMED));
    }

    /// Less than half of the rows of the longest series fits in the least memory for sorting.
    private void requireSameAsInMemory(List<Path> files, FeaturePlan plan) throws Exception {
        Path temporary = Files.createDirectories(directory.resolve("temporary"));
        CsvRun expected = CsvRun.of(files, plan, CsvRun.PLAIN);
        RunOptions options =
                CsvRun.PLAIN
                        .withWorkers(2)
                        .withSplitBytes(100_000)
                        .withSeriesBytes(300_000)
                        .withRegroupBytes(1 << 20)
                        .withSpill(new SpillPlace(temporary, Long.MAX_VALUE));
        CsvRun run = CsvRun.of(files, plan, options);
        assertThat(run.text()).as("seed %d", SEED).isEqualTo(expected.text());
        assertThat(run.summary().ties()).isEqualTo(expected.summary().ties()).isPositive();
        assertThat(run.summary().sortedEntities())
                .isEqualTo(expected.summary().sortedEntities())
                .isPositive();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aLongSeriesThatHasToBeInOrderIsRefusedWithTheRow() throws Exception {
        List<String> lines = lines();
        int last = 1 + LENGTHS[0] + LENGTHS[1] - 1;
        lines.add(last - 1_000, lines.remove(last));
        List<Path> files = stored(Storage.PLAIN, lines);
        FeaturePlan plan =
                new FeaturePlan(
                        List.of("id"),
                        List.of("time"),
                        List.of(),
                        Preset.STANDARD,
                        "mean",
                        true,
                        false,
                        false);
        RunOptions options = CsvRun.PLAIN.withSplitBytes(100_000).withSeriesBytes(300_000);
        assertThatThrownBy(() -> CsvRun.of(files, plan, options))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("long.csv:%d: column \"time\"", last - 1_000 + 2)
                .hasMessageContaining("entity entity 1: this row sorts before the row above it");
    }

    @Test
    void aMedianIsRefusedOnlyWhenItsValuesDoNotFit() throws Exception {
        Path small = oneSeries("small.csv", 400_000);
        Path large = oneSeries("large.csv", 3_000_000);
        List<String> answers =
                inSmallHeap(
                        List.of(
                                List.of(small.toString(), "median, quantile(0.25)"),
                                List.of(large.toString(), "mean, median"),
                                List.of(large.toString(), "mean, min, max, trend")));
        assertThat(answers.get(0))
                .isEqualTo("id,x_median,x_quantile_0.25\none,199999.5,99999.75\ntwo,5,5\n");
        assertThat(answers.get(1))
                .startsWith(large + ": entity one: ")
                .contains("its quantiles need all values in memory, at least ")
                .containsPattern(" where the limit is 6[0-4] MB")
                .contains("leave out median, quantile");
        assertThat(answers.get(2))
                .isEqualTo(
                        "id,x_mean,x_min,x_max,x_trend\none,1499999.5,0,2999999,1\ntwo,5,5,5,\n");
    }

    /// Entity `one` with the values 0, 1, 2, ..., entity `two` with one value.
    private Path oneSeries(String name, int rows) throws IOException {
        Path file = directory.resolve(name);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,x\n");
            for (int r = 0; r < rows; r++) {
                out.write("one," + r + "\n");
            }
            out.write("two,5\n");
        }
        return file;
    }

    /// What [SmallHeap] answers in a JVM of 64 MB.
    ///
    /// @param requests each a file and a feature list
    private List<String> inSmallHeap(List<List<String>> requests)
            throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
        command.add(SmallHeap.class.getName());
        requests.forEach(command::addAll);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(process.waitFor(300, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        return List.of(text.split(SmallHeap.END, -1));
    }

    /// Runs in a JVM of its own: prints their output, or the message of the error they end with.
    static final class SmallHeap {
        private static final String END = "-- end of the answer\n";

        private SmallHeap() {}

        /// Answers one request after the other: file, features, file, features, ...
        public static void main(String[] arguments) throws Exception {
            for (int i = 0; i < arguments.length; i += 2) {
                FeaturePlan plan =
                        FeaturePlan.standard().withBy(List.of("id")).withFeatures(arguments[i + 1]);
                try {
                    List<Path> files = List.of(Path.of(arguments[i]));
                    RunOptions options = RunOptions.defaults().withKernels(KernelChoice.SCALAR);
                    System.out.print(CsvRun.of(files, plan, options).text());
                } catch (MalformedDataException e) {
                    System.out.print(e.getMessage());
                }
                System.out.print(END);
            }
        }
    }
}
