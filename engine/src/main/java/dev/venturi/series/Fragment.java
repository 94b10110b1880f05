package dev.venturi.series;

import dev.venturi.table.EntityKey;
import dev.venturi.table.Internal;
import dev.venturi.table.RowBatch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rows of one entity cut off by the border of a split or by the end of a full batch; a copy of its
/// own.
///
/// @param key whose rows they are
/// @param file index of the file they stand in
/// @param position where their run begins in that file
/// @param rows how many, at least 1
/// @param values `[value columns][rows]`, NaN where missing
/// @param exact `[value columns]`, `[rows]` int64 values, or null where the doubles are exact
/// @param order `[order columns][rows]` sort keys
@Internal
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Fragment(
        EntityKey key,
        int file,
        long position,
        int rows,
        double[][] values,
        long[] @Nullable [] exact,
        long[][] order) {

    /// Copies a run out of a batch.
    public static Fragment copyOf(RowBatch batch, int run, int file) {
        int from = batch.runStart(run);
        int to = batch.runEnd(run);
        double[][] values = new double[batch.values.length][];
        long[] @Nullable [] exact = new long[batch.values.length][];
        for (int c = 0; c < values.length; c++) {
            values[c] = Arrays.copyOfRange(batch.values[c], from, to);
            long[] whole = batch.exact[c];
            exact[c] = whole == null ? null : Arrays.copyOfRange(whole, from, to);
        }
        long[][] order = new long[batch.order.length][];
        for (int o = 0; o < order.length; o++) {
            order[o] = Arrays.copyOfRange(batch.order[o], from, to);
        }
        return new Fragment(
                batch.key(run), file, batch.runPosition(run), to - from, values, exact, order);
    }

    /// Bytes of its arrays, about.
    public long bytes() {
        long columns = (long) values.length + order.length;
        for (long[] whole : exact) {
            columns += whole == null ? 0 : 1;
        }
        return columns * rows * Double.BYTES;
    }
}
