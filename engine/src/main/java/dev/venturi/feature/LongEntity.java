package dev.venturi.feature;

import dev.venturi.series.Fragment;
import dev.venturi.sort.SortOptions;
import dev.venturi.spill.BlockList;
import dev.venturi.spill.PackedRows;
import dev.venturi.spill.SpillStore;
import dev.venturi.table.EntityKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An entity of a partition that is too long to be held: its rows are picked out of the blocks of
/// its partition, once for each pass.
final class LongEntity {
    private final ResolvedPlan plan;
    private final EntityFeatures features;
    private final PackedRows block;
    private final SpillStore store;
    private final BlockList blocks;
    private final EntityKey key;
    private final SortOptions sorting;

    /// Blocks that hold rows of it.
    private final List<Integer> own = new ArrayList<>();

    /// @param block scratch, free to be used
    /// @param blocks of its partition
    /// @param sorting how its rows are sorted should they not be in order
    LongEntity(
            ResolvedPlan plan,
            EntityFeatures features,
            PackedRows block,
            SpillStore store,
            BlockList blocks,
            EntityKey key,
            SortOptions sorting) {
        this.plan = plan;
        this.features = features;
        this.block = block;
        this.store = store;
        this.blocks = blocks;
        this.key = key;
        this.sorting = sorting;
    }

    /// Makes its rows of the output.
    ///
    /// @param file name of the file in which it begins, for messages
    /// @return ties between its rows
    long evaluate(String file) throws IOException, InterruptedException {
        LongSeries series = null;
        for (int b = 0; b < blocks.size(); b++) {
            Fragment rows = pick(b);
            if (rows != null) {
                if (series == null) {
                    series = new LongSeries(plan, features, rows, file, sorting);
                }
                own.add(b);
                series.append(rows);
            }
        }
        if (series == null) {
            throw new IllegalStateException("an entity without rows: " + key);
        }
        series.finish(this::again);
        return series.ties();
    }

    private void again(LongSeries.Start start, LongSeries.RowsAgain rows)
            throws InterruptedException {
        boolean more = true;
        for (int i = start.index(); i < own.size() && more; i++) {
            Fragment fragment = Objects.requireNonNull(pick(own.get(i)));
            more =
                    rows.take(
                            fragment.values(), fragment.exact(), fragment.order(), fragment.rows());
        }
    }

    /// Its rows of a block, or null when there are none.
    private @Nullable Fragment pick(int index) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        block.open(store, blocks.address(index), blocks.length(index));
        int[] rows = new int[block.rows()];
        int picked = 0;
        long position = 0;
        int at = block.keyBegin();
        int row = 0;
        for (int run = 0; run < block.runs(); run++) {
            boolean same = true;
            for (int k = 0; k < key.parts().length; k++) {
                byte[] part = key.parts()[k];
                int end = at + block.keyLength(run, k);
                same &= Arrays.equals(block.bytes(), at, end, part, 0, part.length);
                at = end;
            }
            if (same && picked == 0) {
                position = block.runPosition(run);
            }
            for (int i = block.runRows(run); i > 0; i--, row++) {
                if (same) {
                    rows[picked++] = row;
                }
            }
        }
        return picked == 0 ? null : fragment(blocks.file(index), position, rows, picked);
    }

    private Fragment fragment(int file, long position, int[] rows, int n) {
        double[][] values = new double[plan.columns().size()][n];
        long[] @Nullable [] exact = new long[values.length][];
        long[][] order = new long[plan.projection().order().size()][];
        for (int o = 0; o < order.length; o++) {
            order[o] = picked(block.order(o), rows, n);
        }
        for (int c = 0; c < values.length; c++) {
            double[] from = block.values(c);
            for (int i = 0; i < n; i++) {
                values[c][i] = from[rows[i]];
            }
            exact[c] = block.hasExact(c) ? picked(block.exact(c), rows, n) : null;
        }
        return new Fragment(key, file, position, n, values, exact, order);
    }

    private static long[] picked(long[] from, int[] rows, int n) {
        long[] picked = new long[n];
        for (int i = 0; i < n; i++) {
            picked[i] = from[rows[i]];
        }
        return picked;
    }
}
