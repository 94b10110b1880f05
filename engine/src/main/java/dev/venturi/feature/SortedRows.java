package dev.venturi.feature;

import org.jspecify.annotations.Nullable;

/// Room for the rows of one entity in order, where they did not stand in order; used for one entity
/// after the other.
final class SortedRows {
    private double[][] values = {};
    private long[][] exact = {};
    private long[][] order = {};

    /// Copies rows in another order.
    ///
    /// @param permutation the row that comes i-th
    EntityFeatures.Rows of(
            double[][] from, long[] @Nullable [] whole, long[][] keys, int[] permutation, int n) {
        if (values.length < from.length || order.length < keys.length || roomIn(order) < n) {
            int room = n + n / 2;
            values = new double[from.length][room];
            exact = new long[from.length][room];
            order = new long[keys.length][room];
        }
        long[] @Nullable [] found = new long[from.length][];
        for (int c = 0; c < from.length; c++) {
            double[] source = from[c];
            double[] target = values[c];
            for (int i = 0; i < n; i++) {
                target[i] = source[permutation[i]];
            }
            long[] exactSource = whole[c];
            if (exactSource != null) {
                gather(exactSource, permutation, n, exact[c]);
                found[c] = exact[c];
            }
        }
        for (int o = 0; o < keys.length; o++) {
            gather(keys[o], permutation, n, order[o]);
        }
        return new EntityFeatures.Rows(values, found, order, 0, n);
    }

    private static int roomIn(long[][] arrays) {
        return arrays.length == 0 ? 0 : arrays[0].length;
    }

    private static void gather(long[] from, int[] permutation, int n, long[] into) {
        for (int i = 0; i < n; i++) {
            into[i] = from[permutation[i]];
        }
    }
}
