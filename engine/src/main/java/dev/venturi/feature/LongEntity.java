package dev.venturi.feature;

import dev.venturi.series.Fragment;
import dev.venturi.spill.BlockList;
import dev.venturi.spill.PackedRows;
import dev.venturi.spill.SpillStore;
import dev.venturi.table.EntityKey;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An entity of a partition that is too long to be held: its rows are picked out of the blocks of
/// its partition, once for each pass.
final class LongEntity {
    private final ResolvedPlan plan;
    private final EntityEvaluator evaluator;
    private final PackedRows block;
    private final SpillStore store;
    private final BlockList blocks;
    private final EntityKey key;

    /// @param block scratch, free to be used
    /// @param blocks of its partition
    LongEntity(
            ResolvedPlan plan,
            EntityEvaluator evaluator,
            PackedRows block,
            SpillStore store,
            BlockList blocks,
            EntityKey key) {
        this.plan = plan;
        this.evaluator = evaluator;
        this.block = block;
        this.store = store;
        this.blocks = blocks;
        this.key = key;
    }

    private interface FragmentVisitor {
        /// Takes rows and says whether to go on.
        boolean visit(Fragment fragment) throws IOException, InterruptedException;
    }

    /// Computes its features.
    ///
    /// @return ties between its rows
    long evaluate(FeatureCells cells, int cell, RegroupErrors errors)
            throws IOException, InterruptedException {
        @Nullable LongSeries[] series = new LongSeries[1];
        each(fragment -> {
            LongSeries open = series[0];
            if (open == null) {
                open = new LongSeries(plan, evaluator, fragment, errors.file(fragment.file()));
                series[0] = open;
            }
            open.append(fragment);
            return true;
        });
        LongSeries whole = series[0];
        if (whole == null) {
            throw new IllegalStateException("an entity without rows: " + key);
        }
        whole.finish(
                rows ->
                        each(fragment ->
                                rows.take(
                                        fragment.values(),
                                        fragment.exact(),
                                        fragment.order(),
                                        fragment.rows())),
                cells,
                cell);
        return whole.ties();
    }

    private void each(FragmentVisitor visitor) throws IOException, InterruptedException {
        for (int b = 0; b < blocks.size(); b++) {
            block.open(store, blocks.address(b), blocks.length(b));
            Fragment rows = pick(blocks.file(b));
            if (rows != null && !visitor.visit(rows)) {
                return;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /// Its rows of the open block, or null when there are none.
    private @Nullable Fragment pick(int file) {
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
        return picked == 0 ? null : fragment(file, position, rows, picked);
    }

    private Fragment fragment(int file, long position, int[] rows, int n) {
        double[][] values = new double[plan.columns().size()][n];
        long[] @Nullable [] exact = new long[values.length][];
        long[][] order = new long[plan.order().size()][];
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
