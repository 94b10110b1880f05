package dev.venturi.benchmarks;

import dev.venturi.kernel.KernelChoice;
import dev.venturi.kernel.KernelSelection;
import dev.venturi.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// How many rows of six vitals a second each kernel takes, and the kernels of a preset together;
/// values in memory.
///
/// A sample is a walk over some 10,000 rows, 0.1 ms: its median is hardly touched by what else the
/// machine does, and compiling in the foreground makes the warm-up independent of it. As a program
/// this prints million rows per second from the medians; arguments are JMH's. Two minutes:
///
/// ```
/// ./build package && java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) \
///     dev.venturi.benchmarks.KernelBenchmark 'caseV1|standard|read' -p rowsPerEntity=365
/// ```
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xbatch", "-Xms1g", "-Xmx1g"})
public class KernelBenchmark {
    private static final int ROWS_PER_SAMPLE = 10_000;
    private static final double THRESHOLD = 20.0;
    private static final int LAG = 7;

    @Param({"scalar", "vector"})
    String kernels = "scalar";

    @Param({"1", "8", "30", "365", "8192"})
    int rowsPerEntity = 365;

    /// Size of the six columns: in the second-level cache, or in memory.
    @Param({"0.5", "50"})
    double megabytes = 0.5;

    private Kernels loops = KernelSelection.select(KernelChoice.SCALAR, 0).create();
    private VitalsInMemory table = new VitalsInMemory(0, 0, new double[6][0], new double[0]);
    private long[] bits = new long[0];
    private double[] valid = new double[0];
    private double[] axis = new double[0];
    private final double[] extremes = new double[2];
    private final double[] sums = new double[3];

    private int entitiesPerSample;
    private int entity;

    /// Runs JMH and prints what its medians mean in rows per second.
    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        CommandLineOptions command = new CommandLineOptions(args);
        ChainedOptionsBuilder options = new OptionsBuilder().parent(command);
        if (command.getIncludes().isEmpty()) {
            options.include(KernelBenchmark.class.getName() + ".");
        }
        List<String> lines = new ArrayList<>();
        for (RunResult result : new Runner(options.build()).run()) {
            BenchmarkParams params = result.getParams();
            String benchmark = params.getBenchmark();
            int rowsPerEntity = Integer.parseInt(params.getParam("rowsPerEntity"));
            double micros = result.getPrimaryResult().getStatistics().getPercentile(50);
            int rows = entitiesPerSample(rowsPerEntity) * rowsPerEntity;
            lines.add(
                    "%-16s %s %4s MB %4d rows per entity: %6.1f million rows/s, %6.3f ns per value"
                            .formatted(
                                    benchmark.substring(benchmark.lastIndexOf('.') + 1),
                                    params.getParam("kernels"),
                                    params.getParam("megabytes"),
                                    rowsPerEntity,
                                    rows / micros,
                                    micros * 1000 / (6 * rows)));
        }
        System.out.println();
        lines.forEach(System.out::println);
    }

    /// Makes the table, and one series without gaps for the kernels that take no gaps.
    @Setup
    public void setUp() {
        loops = KernelSelection.select(KernelChoice.of(kernels), 0).create();
        int rows = (int) (megabytes * 1e6 / (6 * Double.BYTES));
        table = VitalsInMemory.of(Math.max(1, rows / rowsPerEntity), rowsPerEntity);
        bits = new long[6 * table.patients() * rowsPerEntity];
        Arrays.fill(bits, 1);
        entitiesPerSample = entitiesPerSample(rowsPerEntity);
        entity = 0;
        valid = new double[rowsPerEntity + LAG + 8];
        axis = new double[rowsPerEntity + 8];
        for (int i = 0; i < valid.length; i++) {
            valid[i] = (720 + i * 37 % 241) / 10.0;
        }
        for (int i = 0; i < axis.length; i++) {
            axis[i] = i;
        }
    }

    /// What the eight features of `case-v1` take.
    @Benchmark
    public double caseV1() {
        double total = 0.0;
        for (int e = 0; e < entitiesPerSample; e++) {
            int from = nextEntity();
            for (double[] column : table.columns()) {
                int n = loops.compact(column, from, from + rowsPerEntity, valid, extremes);
                double mean = loops.sum(valid, 0, n) / n;
                loops.squaresAndTrend(valid, 0, n, mean, -(n - 1) / 2.0, sums);
                double std = Math.sqrt(sums[0] / n);
                double trend = sums[1] / squaresOfPositions(n);
                int beyond = std > 0 ? loops.countBeyond(valid, 0, n, mean, 2 * std) : 0;
                total += features(n, mean, std, trend, beyond);
            }
        }
        return total;
    }

    /// What the default features of `standard` take, the trend against the day.
    @Benchmark
    public double standard() {
        double total = 0.0;
        for (int e = 0; e < entitiesPerSample; e++) {
            int from = nextEntity();
            for (double[] column : table.columns()) {
                int to = from + rowsPerEntity;
                int n = loops.compact(column, table.day(), from, to, valid, axis, extremes);
                double mean = loops.sum(valid, 0, n) / n;
                double axisMean = loops.sum(axis, 0, n) / n;
                loops.squaresAndAxis(valid, axis, 0, n, mean, axisMean, sums);
                double std = Math.sqrt(sums[0] / (n - 1));
                int beyond = std > 0 ? loops.countBeyond(valid, 0, n, mean, 2 * std) : 0;
                total += features(n, mean, std, sums[1] / sums[2], beyond);
            }
        }
        return total;
    }

    @Benchmark
    public double compact() {
        double total = 0.0;
        for (int e = 0; e < entitiesPerSample; e++) {
            int from = nextEntity();
            for (double[] column : table.columns()) {
                total += loops.compact(column, from, from + rowsPerEntity, valid, extremes);
            }
        }
        return total;
    }

    @Benchmark
    public double compactWithAxis() {
        double total = 0.0;
        for (int e = 0; e < entitiesPerSample; e++) {
            int from = nextEntity();
            for (double[] column : table.columns()) {
                int to = from + rowsPerEntity;
                total += loops.compact(column, table.day(), from, to, valid, axis, extremes);
            }
        }
        return total;
    }

    @Benchmark
    public double sum() {
        double total = 0.0;
        for (int series = 6 * entitiesPerSample; series > 0; series--) {
            total += loops.sum(valid, 0, length(series));
        }
        return total;
    }

    @Benchmark
    public double squares() {
        double total = 0.0;
        for (int series = 6 * entitiesPerSample; series > 0; series--) {
            total += loops.squares(valid, 0, length(series), 80.0);
        }
        return total;
    }

    @Benchmark
    public double squaresAndTrend() {
        double total = 0.0;
        for (int series = 6 * entitiesPerSample; series > 0; series--) {
            int n = length(series);
            loops.squaresAndTrend(valid, 0, n, 80.0, -(n - 1) / 2.0, sums);
            total += sums[0] + sums[1];
        }
        return total;
    }

    @Benchmark
    public double squaresAndAxis() {
        double total = 0.0;
        for (int series = 6 * entitiesPerSample; series > 0; series--) {
            loops.squaresAndAxis(valid, axis, 0, length(series), 80.0, 180.0, sums);
            total += sums[0] + sums[1] + sums[2];
        }
        return total;
    }

    @Benchmark
    public double higherPowers() {
        double total = 0.0;
        for (int series = 6 * entitiesPerSample; series > 0; series--) {
            loops.higherPowers(valid, 0, length(series), 80.0, sums);
            total += sums[0] + sums[1];
        }
        return total;
    }

    @Benchmark
    public double laggedProducts() {
        double total = 0.0;
        for (int series = 6 * entitiesPerSample; series > 0; series--) {
            total += loops.laggedProducts(valid, 0, length(series), LAG, 80.0);
        }
        return total;
    }

    @Benchmark
    public double absoluteChanges() {
        double total = 0.0;
        for (int series = 6 * entitiesPerSample; series > 0; series--) {
            total += loops.absoluteChanges(valid, 0, length(series));
        }
        return total;
    }

    @Benchmark
    public double countBeyond() {
        double total = 0.0;
        for (int series = 6 * entitiesPerSample; series > 0; series--) {
            total += loops.countBeyond(valid, 0, length(series), 80.0, THRESHOLD);
        }
        return total;
    }

    /// The bare reading of as many bytes, eight at a time: what a kernel could reach at best.
    @Benchmark
    public long read() {
        long total = 0;
        for (int e = 0; e < entitiesPerSample; e++) {
            int from = 6 * nextEntity();
            for (int i = from; i < from + 6 * rowsPerEntity; i++) {
                total += bits[i];
            }
        }
        return total;
    }

    VitalsInMemory table() {
        return table;
    }

    int rowsPerSample() {
        return entitiesPerSample * rowsPerEntity;
    }

    private static int entitiesPerSample(int rowsPerEntity) {
        return Math.max(1, ROWS_PER_SAMPLE / rowsPerEntity);
    }

    /// First row of the entity after the last, round and round the table.
    private int nextEntity() {
        int next = entity;
        entity = next + 1 < table.patients() ? next + 1 : 0;
        return next * rowsPerEntity;
    }

    /// As long as a series that lost 5 % at most to gaps, another length each time.
    private int length(int series) {
        return rowsPerEntity - series % (rowsPerEntity / 20 + 1);
    }

    private double features(int n, double mean, double std, double trend, int beyond) {
        double missing = (double) (rowsPerEntity - n) / rowsPerEntity;
        double range = extremes[1] - extremes[0];
        return mean + std + extremes[0] + extremes[1] + range + trend + beyond + missing;
    }

    /// Exact in doubles up to 200,000.
    private static double squaresOfPositions(long n) {
        return n * (n * n - 1) / 12.0;
    }
}
