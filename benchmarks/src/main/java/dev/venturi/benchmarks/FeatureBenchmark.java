package dev.venturi.benchmarks;

import dev.venturi.feature.ColumnProgram;
import dev.venturi.feature.FeatureCatalog;
import dev.venturi.feature.FeatureCells;
import dev.venturi.feature.FeatureDefinition;
import dev.venturi.feature.FeatureList;
import dev.venturi.feature.Preset;
import dev.venturi.kernel.KernelChoice;
import dev.venturi.kernel.KernelSelection;
import dev.venturi.kernel.Kernels;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What a feature costs per value, alone and with the others of its preset; values in memory.
///
/// 5,000 patients of 365 days and six vitals, 88 MB: more than the second-level cache, so that
/// values come from memory as in a run. A row is six values: 2 ns per value are 83 million rows per
/// second.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xms2g", "-Xmx2g"})
public class FeatureBenchmark {
    static final int DAYS = 365;
    private static final int PATIENTS = 5000;

    /// The default features of a preset (by its label), or one feature under `standard`.
    @Param({
        "case-v1",
        "case-v2",
        "case-v3",
        "standard",
        "count",
        "sum",
        "mean",
        "std",
        "min",
        "trend",
        "n_anomalies",
        "median",
        "quantile(0.9)",
        "first",
        "moving_average",
        "moving_average(at=max)",
        "autocorrelation(7)",
        "mean_abs_change",
        "mean_change",
        "rate_of_change",
        "longest_run(80)",
        "skewness",
        "kurtosis"
    })
    String features = "case-v1";

    /// `scalar` or `vector`.
    @Param({"scalar", "vector"})
    String kernels = "scalar";

    private VitalsInMemory table = new VitalsInMemory(0, DAYS, new double[6][0], new double[0]);
    private FeatureCells[] cells = new FeatureCells[0];
    private ColumnProgram[] programs = new ColumnProgram[0];

    /// Makes the table, and a program for each of its columns.
    @Setup
    public void setUp() {
        setUp(PATIENTS);
    }

    void setUp(int patients) {
        table = VitalsInMemory.of(patients, DAYS);
        boolean preset = Preset.labels().contains(features);
        Preset chosen = preset ? Preset.named(features) : Preset.STANDARD;
        FeatureList list =
                preset
                        ? FeatureList.defaultsOf(chosen)
                        : FeatureList.parse(features, chosen, FeatureCatalog.builtIn());
        List<FeatureDefinition> definitions = list.of("any column");
        KernelChoice choice = kernels.equals("vector") ? KernelChoice.VECTOR : KernelChoice.SCALAR;
        Kernels loops = KernelSelection.select(choice, Long.MAX_VALUE).create();
        programs = new ColumnProgram[table.columns().length];
        cells = new FeatureCells[programs.length];
        for (int c = 0; c < programs.length; c++) {
            programs[c] = ColumnProgram.compile(chosen, definitions, loops, true);
            cells[c] = new FeatureCells(programs[c].keepsType(), patients);
        }
    }

    /// One value.
    @Benchmark
    @OperationsPerInvocation(PATIENTS * DAYS * 6)
    public FeatureCells[] value() {
        for (int entity = 0; entity < table.patients(); entity++) {
            int from = entity * DAYS;
            for (int c = 0; c < programs.length; c++) {
                programs[c].evaluate(
                        table.columns()[c],
                        null,
                        table.day(),
                        from,
                        from + DAYS,
                        cells[c],
                        0,
                        entity);
            }
        }
        return cells;
    }

    VitalsInMemory table() {
        return table;
    }
}
