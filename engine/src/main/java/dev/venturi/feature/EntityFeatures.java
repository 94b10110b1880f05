package dev.venturi.feature;

import dev.venturi.kernel.Kernels;
import dev.venturi.series.Fragment;
import dev.venturi.series.RowOrder;
import dev.venturi.table.EntityKey;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.RowBatch;
import dev.venturi.table.TableSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Makes rows of the output of the rows of one entity at a time: one, or one for each of its
/// cut-offs. Whoever has all rows of an entity together hands them in here. One instance per
/// thread.
///
/// Rows are gathered in blocks; a full block is handed on, and the last one by [#flush].
final class EntityFeatures {
    /// Receives finished blocks, and owns them from then on.
    interface Receiver {
        void block(FeatureBlock finished) throws InterruptedException;
    }

    private final TableSource source;
    private final ResolvedPlan plan;
    private final EntityEvaluator evaluator;
    private final RowPlaces places;
    private final Receiver receiver;
    private final boolean[] keepsType;
    private final Cutoffs cutoffs;
    private final SortedRows sorted = new SortedRows();
    private FeatureBlock block;

    /// @param places finds rows that are wrong
    /// @param receiver of finished blocks
    EntityFeatures(
            TableSource source,
            ResolvedPlan plan,
            Kernels kernels,
            RowPlaces places,
            Receiver receiver) {
        this.source = source;
        this.plan = plan;
        this.evaluator = new EntityEvaluator(plan, kernels);
        this.places = places;
        this.receiver = receiver;
        this.keepsType = plan.keepsType();
        this.cutoffs = plan.cutoffs();
        this.block = new FeatureBlock(keepsType, plan.keys().size());
    }

    /// What computes the features of a series.
    EntityEvaluator evaluator() {
        return evaluator;
    }

    /// The order of rows, with what it has counted.
    RowOrder rowOrder() {
        return evaluator.rowOrder();
    }

    /// Drops the rows that were not handed on.
    void discard() {
        block = new FeatureBlock(keepsType, plan.keys().size());
    }

    /// Hands on the block that is not full.
    void flush() throws InterruptedException {
        if (block.entities() > 0 || !block.rowless.isEmpty()) {
            receiver.block(block);
            block = new FeatureBlock(keepsType, plan.keys().size());
        }
    }

    /// Takes all rows of an entity that are one run of a batch.
    ///
    /// @throws MalformedDataException for rows out of order when order is required, and for
    ///   cut-offs that differ within the entity
    void entity(RowBatch batch, int run, int file) throws IOException, InterruptedException {
        int from = batch.runStart(run);
        int to = batch.runEnd(run);
        if (cutoffs.isNone()) {
            int unordered = evaluator.firstUnordered(batch.order, from, to);
            if (unordered >= 0 && plan.plan().requireOrdered()) {
                throw unorderedRow(
                        batch.key(run),
                        file,
                        batch.runPosition(run),
                        unordered - from,
                        unordered - from);
            }
            FeatureBlock target = openBlock();
            int row = target.add(batch, run, file, to - from);
            evaluator.evaluate(
                    batch.values, batch.exact, batch.order, from, to, unordered, target.cells, row);
            return;
        }
        entity(
                batch.key(run),
                file,
                batch.runPosition(run),
                batch.values,
                batch.exact,
                batch.order,
                from,
                to);
    }

    /// Takes all rows `[from, to)` of an entity of a partition, in the order of the table.
    void entity(EntityIndex index, int entity, GatheredRows rows, int from, int to)
            throws IOException, InterruptedException {
        if (cutoffs.isNone()) {
            int unordered = evaluator.firstUnordered(rows.order, from, to);
            if (unordered >= 0 && plan.plan().requireOrdered()) {
                throw unorderedRow(
                        index.key(entity),
                        index.file(entity),
                        index.position(entity),
                        unordered - from,
                        unordered - from);
            }
            FeatureBlock target = openBlock();
            int row = target.add(index, entity);
            evaluator.evaluate(
                    rows.values, rows.exact, rows.order, from, to, unordered, target.cells, row);
            return;
        }
        entity(
                index.key(entity),
                index.file(entity),
                index.position(entity),
                rows.values,
                rows.exact,
                rows.order,
                from,
                to);
    }

    /// Takes all rows of an entity.
    void entity(Fragment all) throws IOException, InterruptedException {
        entity(
                all.key(),
                all.file(),
                all.position(),
                all.values(),
                all.exact(),
                all.order(),
                0,
                all.rows());
    }

    /// Takes all rows `[from, to)` of an entity, in the order of the table.
    ///
    /// @param file where they begin, ...
    /// @param position ... and where in that file
    /// @param values `[value columns]`, rows of each; NaN where missing
    /// @param exact `[value columns]`, int64 values, or null where the doubles are exact
    /// @param order `[order columns of the projection]`, sort keys
    void entity(
            EntityKey key,
            int file,
            long position,
            double[][] values,
            long[] @Nullable [] exact,
            long[][] order,
            int from,
            int to)
            throws IOException, InterruptedException {
        int unordered = evaluator.firstUnordered(order, from, to);
        if (unordered >= 0 && plan.plan().requireOrdered()) {
            throw unorderedRow(key, file, position, unordered - from, unordered - from);
        }
        if (cutoffs.isNone()) {
            FeatureBlock target = openBlock();
            int row = target.add(key, file, position, to - from);
            evaluator.evaluate(values, exact, order, from, to, unordered, target.cells, row);
            return;
        }
        requireOneCutoff(key, file, position, order, from, to);
        Rows rows = new Rows(values, exact, order, from, to);
        if (unordered >= 0) {
            int[] permutation = evaluator.rowOrder().sorted(order, from, to);
            rows = sorted.of(values, exact, order, permutation, to - from);
        }
        windows(key, file, position, rows);
    }

    /// Rows of an entity in order: `[from, to)` of each array.
    @SuppressWarnings("ArrayRecordComponent") // a view; never compared
    record Rows(double[][] values, long[] @Nullable [] exact, long[][] order, int from, int to) {}

    private void windows(EntityKey key, int file, long position, Rows rows)
            throws IOException, InterruptedException {
        long[] keys = rows.order[0];
        int from = rows.from;
        int to = rows.to;
        Long own = cutoffs.of(rows.order, from);
        if (cutoffs.isGrid()) {
            boolean further = false;
            for (long cutoff : grid(key, file, keys[from], keys[to - 1], own)) {
                int end = Cutoffs.firstFrom(keys, from, to, cutoff);
                int row = row(key, file, position, (long) end - from, further, cutoff);
                for (int w = 0; w < cutoffs.sets(); w++) {
                    long low = cutoffs.low(cutoff, w);
                    window(rows, Cutoffs.firstFrom(keys, from, end, low), end, w, row);
                }
                further = true;
            }
            if (!further) {
                noRow(key, file, position);
            }
            return;
        }
        int end = own == null ? to : Cutoffs.firstFrom(keys, from, to, own);
        int row = row(key, file, position, (long) end - from, false, 0);
        for (int w = 0; w < cutoffs.sets(); w++) {
            long low = own == null ? cutoffs.lowBehind(keys[to - 1], w) : cutoffs.low(own, w);
            window(rows, Cutoffs.firstFrom(keys, from, end, low), end, w, row);
        }
    }

    private void window(Rows rows, int from, int to, int window, int row) {
        evaluator.evaluateOrdered(
                rows.values, rows.exact, rows.order, from, to, block.cells, window, row);
    }

    /// The cut-offs of an entity on the grid.
    ///
    /// @param first sort key of its first row
    /// @param last of its last row
    /// @throws MalformedDataException when there are too many
    long[] grid(EntityKey key, int file, long first, long last, @Nullable Long own) {
        long[] found = cutoffs.grid(first, last, own);
        if (found == null) {
            throw new MalformedDataException(
                    Position.ofFile(source.files().get(file)),
                    "entity %s: its rows span more than %,d cut-offs of --every %s; take a larger distance, or leave rows with wrong times out with --where"
                            .formatted(key, Cutoffs.MOST, plan.plan().rows().every()));
        }
        return found;
    }

    /// Begins a row of the output; its cells stand in [#cells] at the index returned.
    ///
    /// @param rows rows of the entity before the cut-off
    /// @param further whether the entity has a row in the output already
    /// @param cutoff as a sort key, where rows have one
    int row(EntityKey key, int file, long position, long rows, boolean further, long cutoff)
            throws InterruptedException {
        FeatureBlock target = openBlock();
        int row = target.add(key, file, position, rows);
        target.further[row] = further;
        target.cutoffs[row] = cutoff;
        return row;
    }

    /// Tells of an entity that has no row in the output, since all its rows lie behind its cut-off.
    void noRow(EntityKey key, int file, long position) {
        block.rowless.add(new FeatureBlock.Rowless(key, file, position));
    }

    /// Says how many rows of the entity a row of the output is of, where that shows itself later.
    void setRows(int row, long rows) {
        block.rows[row] = rows;
    }

    /// The cells of the row begun last.
    FeatureCells cells() {
        return block.cells;
    }

    private FeatureBlock openBlock() throws InterruptedException {
        if (block.isFull()) {
            flush();
        }
        return block;
    }

    private void requireOneCutoff(
            EntityKey key, int file, long position, long[][] order, int from, int to)
            throws IOException, InterruptedException {
        if (cutoffs.slot() < 0) {
            return;
        }
        long[] held = order[cutoffs.slot()];
        for (int r = from + 1; r < to; r++) {
            if (held[r] != held[from]) {
                throw cutoffChanges(key, file, position, r - from, r - from);
            }
        }
    }

    /// The error for a row whose cut-off is not that of the rows before it; see [RowPlaces].
    MalformedDataException cutoffChanges(
            EntityKey key, int file, long position, long after, long row)
            throws IOException, InterruptedException {
        String column = plan.projection().order().isEmpty() ? "" : cutoffName();
        Position place = places.find(key, file, position, after, row, column);
        return new MalformedDataException(
                place,
                "entity %s: its cut-off (--as-of) is another one here than in the rows above; expected one cut-off for all rows of an entity; add the column to --by to have a row for each"
                        .formatted(key));
    }

    private String cutoffName() {
        var column = cutoffs.column();
        return column == null ? "" : column.name();
    }

    /// The error for a row that sorts before the row above it; see [RowPlaces].
    MalformedDataException unorderedRow(
            EntityKey key, int file, long position, long after, long row)
            throws IOException, InterruptedException {
        String column = plan.order().getFirst().name();
        Position place = places.find(key, file, position, after, row, column);
        return new MalformedDataException(
                place,
                "entity %s: this row sorts before the row above it; --require-ordered was given; sort the input, or leave the option out to have rows put in order"
                        .formatted(key));
    }
}
