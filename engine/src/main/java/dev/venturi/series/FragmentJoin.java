package dev.venturi.series;

import dev.venturi.table.Internal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fragments of one entity, in the order of the table, until a row of another entity follows.
///
/// Joining is concatenation: the order of the parts is the order of the rows, so `earlier` and
/// `later` must never be exchanged; a feature that looks at order shows it at once.
@Internal
public final class FragmentJoin {
    private final List<Fragment> parts = new ArrayList<>();
    private long rows;
    private long bytes;
    private final Fragment first;

    /// @param first the earliest fragment of the entity
    public FragmentJoin(Fragment first) {
        this.first = first;
        append(first);
    }

    /// Adds the fragment that follows the last one in the table.
    public void append(Fragment later) {
        parts.add(later);
        rows += later.rows();
        bytes += later.bytes();
    }

    /// Its earliest fragment.
    public Fragment first() {
        return first;
    }

    /// All fragments in order.
    public List<Fragment> parts() {
        return parts;
    }

    /// Lets go of the rows; only [#first]'s key and place are asked for afterwards.
    public void forgetRows() {
        parts.clear();
    }

    /// Rows in all.
    public long rows() {
        return rows;
    }

    /// Bytes of the arrays held.
    public long bytes() {
        return bytes;
    }

    /// One fragment of all rows.
    ///
    /// @throws IllegalStateException for more rows than one array can hold
    public Fragment joined() {
        if (parts.size() == 1) {
            return first;
        }
        if (rows > Integer.MAX_VALUE - 16) {
            throw new IllegalStateException("a series of " + rows + " rows does not fit one array");
        }
        int n = (int) rows;
        double[][] values = new double[first.values().length][n];
        long[][] order = new long[first.order().length][n];
        long[] @Nullable [] exact = new long[values.length][];
        int at = 0;
        for (Fragment part : parts) {
            for (int c = 0; c < values.length; c++) {
                System.arraycopy(part.values()[c], 0, values[c], at, part.rows());
                exact[c] = joinExact(exact[c], part, c, at, n, values[c]);
            }
            for (int o = 0; o < order.length; o++) {
                System.arraycopy(part.order()[o], 0, order[o], at, part.rows());
            }
            at += part.rows();
        }
        return new Fragment(first.key(), first.file(), first.position(), n, values, exact, order);
    }

    private static long @Nullable [] joinExact(
            long @Nullable [] joined,
            Fragment part,
            int column,
            int at,
            int rows,
            double[] values) {
        long[] whole = part.exact()[column];
        if (whole == null && joined == null) {
            return null;
        }
        long[] target = joined;
        if (target == null) {
            target = new long[rows];
            for (int r = 0; r < at; r++) {
                target[r] = (long) values[r]; // exact: no earlier part needed its int64 values
            }
        }
        for (int r = 0; r < part.rows(); r++) {
            target[at + r] = whole == null ? (long) part.values()[column][r] : whole[r];
        }
        return target;
    }
}
