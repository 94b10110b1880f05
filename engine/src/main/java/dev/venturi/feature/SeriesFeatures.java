package dev.venturi.feature;

import dev.venturi.kernel.KernelChoice;
import dev.venturi.kernel.KernelSelection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Features of series that are already in memory as plain arrays: no table, no keys, no threads.
///
/// ```java
/// SeriesFeatures features = SeriesFeatures.of(Preset.STANDARD, "mean, std, quantile(0.9)");
/// double[] results = features.compute(heartRates); // in the order of features.names()
/// ```
///
/// Holds scratch memory: one instance per thread. The results are those of [Features] for the same
/// values, bit for bit.
public final class SeriesFeatures {
    private final List<FeatureDefinition> definitions;
    private final ColumnProgram program;
    private final FeatureCells cells;

    private SeriesFeatures(List<FeatureDefinition> definitions, ColumnProgram program) {
        this.definitions = definitions;
        this.program = program;
        boolean[] keepsType = new boolean[definitions.size()];
        for (int f = 0; f < keepsType.length; f++) {
            keepsType[f] = definitions.get(f).keepsType();
        }
        this.cells = new FeatureCells(keepsType, 1);
    }

    /// Features against positions, with scalar kernels, which need no warming up.
    ///
    /// @param list as in the command; blank: the preset's own
    /// @throws dev.venturi.table.UsageException for an unknown feature or parameter
    public static SeriesFeatures of(Preset preset, String list) {
        return of(preset, list, KernelChoice.SCALAR, false);
    }

    /// As above.
    ///
    /// @param axis whether [#compute(double[], double[], int, int)] will be given the order column
    public static SeriesFeatures of(
            Preset preset, String list, KernelChoice kernels, boolean axis) {
        List<FeatureDefinition> definitions =
                FeatureList.parse(
                                list.isBlank() ? preset.defaultFeatures() : list,
                                preset,
                                FeatureCatalog.installed())
                        .definitions();
        KernelSelection selected = KernelSelection.select(kernels, Long.MAX_VALUE);
        return new SeriesFeatures(
                definitions, ColumnProgram.compile(preset, definitions, selected.create(), axis));
    }

    /// The features in the order of the results, as they stand in a list.
    public List<String> names() {
        return definitions.stream().map(FeatureDefinition::toString).toList();
    }

    /// The features of one series.
    ///
    /// @param values in order; NaN is missing; not changed
    /// @return `[names]`, NaN where a feature has no value
    public double[] compute(double[] values) {
        return computeSlice(values, null, 0, values.length);
    }

    /// The features of a slice of an array against an order column.
    ///
    /// @param axis in step with `values`, ascending: days for times, else the order numbers
    /// @param from first row
    /// @param to row behind the last
    public double[] compute(double[] values, double[] axis, int from, int to) {
        return computeSlice(values, Objects.requireNonNull(axis), from, to);
    }

    /// The features of many series that lie behind one another.
    ///
    /// @param offsets `[series + 1]`: series s is `[offsets[s], offsets[s + 1])`
    /// @return `[series][names]`
    public double[][] compute(double[] values, int[] offsets) {
        double[][] results = new double[Math.max(0, offsets.length - 1)][];
        for (int s = 0; s < results.length; s++) {
            results[s] = computeSlice(values, null, offsets[s], offsets[s + 1]);
        }
        return results;
    }

    private double[] computeSlice(double[] values, double @Nullable [] axis, int from, int to) {
        Objects.checkFromToIndex(from, to, values.length);
        program.evaluate(values, null, axis, from, to, cells, 0, 0);
        double[] results = new double[definitions.size()];
        for (int f = 0; f < results.length; f++) {
            results[f] = cells.values[f][0];
        }
        return results;
    }
}
