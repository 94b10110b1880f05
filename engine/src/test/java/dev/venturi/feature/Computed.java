package dev.venturi.feature;

import dev.venturi.kernel.Kernels;
import dev.venturi.kernel.ScalarKernels;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One series through a program, in memory or in random cuts: how the tests of this package
/// compute.
///
/// @param values `[features]`
/// @param whole int64 values of the features that keep the type of the column, `[features]`
/// @param overflow which int64 results do not fit
/// @param tooShort which windows were longer than the series
@SuppressWarnings("ArrayRecordComponent") // compared by content in the tests
record Computed(double[] values, long[] whole, boolean[] overflow, boolean[] tooShort) {
    /// In memory, on scalar kernels.
    static Computed of(String features, Preset preset, double... values) {
        return inMemory(list(features, preset), new ScalarKernels(), values, null, null);
    }

    /// In memory, on scalar kernels, of the one feature asked for.
    static double one(String feature, Preset preset, double... values) {
        return of(feature, preset, values).values[0];
    }

    /// The definitions of a list for a column `x`.
    static List<FeatureDefinition> list(String features, Preset preset) {
        return FeatureList.parse(features, preset, FeatureCatalog.installed()).of("x");
    }

    static Computed inMemory(
            List<FeatureDefinition> features,
            Kernels kernels,
            double[] values,
            long @Nullable [] exact,
            double @Nullable [] axis) {
        ColumnProgram program =
                ColumnProgram.compile(
                        features.getFirst().preset(), features, kernels, axis != null);
        FeatureCells cells = new FeatureCells(program.keepsType(), 1);
        program.evaluate(values, exact, axis, 0, values.length, cells, 0, 0);
        return of(cells);
    }

    /// In pieces of random length, other ones in each pass.
    static Computed streamed(
            List<FeatureDefinition> features,
            Kernels kernels,
            double[] values,
            long @Nullable [] exact,
            double @Nullable [] axis,
            Random random) {
        ColumnProgram program =
                ColumnProgram.compile(
                        features.getFirst().preset(), features, kernels, axis != null);
        FeatureCells cells = new FeatureCells(program.keepsType(), 1);
        SeriesStream stream = program.stream();
        for (int pass = 0; pass < stream.passes(); pass++) {
            stream.begin(pass);
            int longest = 1 + random.nextInt(values.length + 1);
            for (int from = 0; from < values.length; ) {
                int to = Math.min(values.length, from + random.nextInt(longest + 1));
                stream.rows(values, exact, axis, from, to);
                from = to;
            }
            stream.end(pass);
        }
        stream.finish(cells, 0, 0);
        return of(cells);
    }

    private static Computed of(FeatureCells cells) {
        int features = cells.values.length;
        double[] values = new double[features];
        long[] whole = new long[features];
        boolean[] overflow = new boolean[features];
        boolean[] tooShort = new boolean[features];
        for (int f = 0; f < features; f++) {
            values[f] = cells.values[f][0];
            long[] wholes = cells.whole[f];
            whole[f] = wholes == null ? 0 : wholes[0];
            overflow[f] = cells.overflow[f] == 0;
            tooShort[f] = cells.tooShort[f] == 1;
        }
        return new Computed(values, whole, overflow, tooShort);
    }

    /// The bits of the values; all NaN alike.
    long[] bits() {
        long[] bits = new long[values.length];
        for (int f = 0; f < bits.length; f++) {
            bits[f] = Double.doubleToLongBits(values[f]);
        }
        return bits;
    }
}
