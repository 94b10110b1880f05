package dev.venturi.feature;

import dev.venturi.spill.PackedRows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Columns of rows that are put where they belong, in any order; the arrays are reused and grow to
/// the largest partition. One more slot than rows takes what belongs nowhere.
final class GatheredRows {
    final double[][] values;
    final long[][] order;
    final long[] @Nullable [] exact;
    private int rows;

    GatheredRows(int valueColumns, int orderColumns) {
        values = new double[valueColumns][0];
        order = new long[orderColumns][0];
        exact = new long[valueColumns][];
    }

    /// Makes room.
    void reset(int size) {
        rows = size;
        Arrays.fill(exact, null);
        for (int c = 0; c < values.length; c++) {
            if (values[c].length <= size) {
                values[c] = new double[0]; // the smaller array goes before the larger one comes
                values[c] = new double[size + 1];
            }
        }
        for (int o = 0; o < order.length; o++) {
            if (order[o].length <= size) {
                order[o] = new long[0];
                order[o] = new long[size + 1];
            }
        }
    }

    /// Puts the rows of a block at their places.
    ///
    /// @param places `[rows of the block]`; the number of rows itself is the slot for none
    void put(PackedRows block, int[] places) {
        int n = block.rows();
        for (int o = 0; o < order.length; o++) {
            long[] from = block.order(o);
            long[] into = order[o];
            for (int i = 0; i < n; i++) {
                into[places[i]] = from[i];
            }
        }
        for (int c = 0; c < values.length; c++) {
            double[] from = block.values(c);
            double[] into = values[c];
            for (int i = 0; i < n; i++) {
                into[places[i]] = from[i];
            }
            if (block.hasExact(c) || exact[c] != null) {
                putExact(block, c, from, places);
            }
        }
    }

    private void putExact(PackedRows block, int column, double[] doubles, int[] places) {
        long[] into = exact[column];
        if (into == null) {
            into = new long[rows + 1];
            for (int r = 0; r < rows; r++) {
                into[r] =
                        (long) values[column][r]; // exact where a row is, and overwritten where not
            }
            exact[column] = into;
        }
        boolean has = block.hasExact(column);
        long[] from = has ? block.exact(column) : new long[0];
        for (int i = 0; i < block.rows(); i++) {
            into[places[i]] = has ? from[i] : (long) doubles[i];
        }
    }
}
