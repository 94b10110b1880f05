package dev.venturi.feature;

import dev.venturi.kernel.KernelSelection;
import dev.venturi.spill.BlockList;
import dev.venturi.spill.PackedRows;
import dev.venturi.spill.SpillStore;
import dev.venturi.table.KeyFingerprint;
import dev.venturi.table.Split;
import java.io.IOException;
import java.util.Arrays;

/// Reads partitions and computes their entities: what one worker does in the second half of
/// regrouping. One instance per thread.
///
/// A partition is read twice: first its keys, which say how many rows each entity has and so where
/// they will stand; then its columns, each row to its place. That keeps the order of the table
/// within an entity and needs no sorting. A partition larger than its share of memory is taken in
/// slices of entities, read again for each; an entity larger than that is computed as a long
/// series.
final class PartitionEntities implements SplitWork {
    private static final int NOWHERE = -1;

    private final ResolvedPlan plan;
    private final Partitioning shape;
    private final PartitionedRows rows;
    private final SpillStore store;
    private final RunProgress progress;
    private final RegroupErrors errors;
    private final long bytesPerRow;
    private final EntityEvaluator evaluator;
    private final boolean streamable;
    private final boolean[] keepsType;
    private final PackedRows block;
    private final EntityIndex entities;
    private final GatheredRows gathered;
    private final int[] keyEnds;
    private int[] runEntities = new int[1024];
    private int[] nextPlace = new int[512];
    private int[] places = new int[0];
    private FeatureBlock finished;

    PartitionEntities(
            ResolvedPlan plan,
            KernelSelection kernels,
            Partitioning shape,
            PartitionedRows rows,
            SpillStore store,
            RunProgress progress,
            RegroupErrors errors) {
        this.plan = plan;
        this.shape = shape;
        this.rows = rows;
        this.store = store;
        this.progress = progress;
        this.errors = errors;
        this.bytesPerRow = bytesPerRow(plan);
        this.evaluator = new EntityEvaluator(plan, kernels.create());
        this.streamable = evaluator.programs().stream().allMatch(ColumnProgram::streamable);
        this.keepsType = plan.keepsType();
        int keys = plan.keys().size();
        this.block = new PackedRows(keys, plan.order().size(), plan.columns().size());
        this.entities = new EntityIndex(keys);
        this.gathered = new GatheredRows(plan.columns().size(), plan.order().size());
        this.keyEnds = new int[keys];
        this.finished = new FeatureBlock(keepsType, keys);
    }

    /// Bytes of a row while its partition is computed: its columns, its place, its run.
    static long bytesPerRow(ResolvedPlan plan) {
        return 8L * (plan.columns().size() + plan.order().size()) + 8;
    }

    @Override
    public void run(Split partition, SplitOutput output) throws IOException, InterruptedException {
        BlockList blocks = rows.partition(partition.file());
        output.begin(partition.from());
        long tiesBefore = evaluator.rowOrder().ties();
        long sortedBefore = evaluator.rowOrder().sortedEntities();
        long slices = Math.ceilDiv(blocks.rows() * bytesPerRow, shape.partitionBytes());
        long longTies = 0;
        for (int slice = 0; slice < slices; slice++) {
            int placed = number(blocks, slice, (int) slices);
            gather(blocks, placed);
            longTies += evaluate(blocks, output);
        }
        progress.advance(blocks.rows());
        output.end(
                new SplitFacts(
                        partition.to(),
                        blocks.rows(),
                        new boolean[plan.columns().size()],
                        0,
                        evaluator.rowOrder().ties() - tiesBefore + longTies,
                        evaluator.rowOrder().sortedEntities() - sortedBefore));
    }

    /// Numbers the entities of a slice and counts their rows.
    ///
    /// @return rows that are to be gathered
    private int number(BlockList blocks, int slice, int slices) throws InterruptedException {
        entities.clear();
        int runs = 0;
        for (int b = 0; b < blocks.size(); b++) {
            block.open(store, blocks.address(b), blocks.length(b));
            if (runs + block.runs() > runEntities.length) {
                runEntities =
                        Arrays.copyOf(
                                runEntities,
                                Math.max(runs + block.runs(), runEntities.length * 3 / 2));
            }
            int from = block.keyBegin();
            for (int run = 0; run < block.runs(); run++) {
                int to = from;
                for (int k = 0; k < keyEnds.length; k++) {
                    to += block.keyLength(run, k);
                    keyEnds[k] = to;
                }
                long fingerprint = KeyFingerprint.of(block.bytes(), from, keyEnds);
                runEntities[runs++] =
                        slices > 1 && Partitioning.sliceOf(fingerprint, slices) != slice
                                ? NOWHERE
                                : entities.add(
                                        fingerprint,
                                        block.bytes(),
                                        from,
                                        keyEnds,
                                        blocks.file(b),
                                        block.runPosition(run),
                                        block.runRows(run));
                from = to;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return place();
    }

    /// Gives every entity its place among the gathered rows; long ones none.
    private int place() {
        int n = entities.size();
        if (nextPlace.length < n) {
            nextPlace = new int[n + n / 2];
        }
        long at = 0;
        for (int e = 0; e < n; e++) {
            nextPlace[e] = (int) at;
            if (!isLong(e)) {
                at += entities.rows(e);
                requireMemory(e);
            }
        }
        return Math.toIntExact(at);
    }

    private void requireMemory(int entity) {
        long bytes = entities.rows(entity) * bytesPerRow;
        if (bytes > shape.partitionBytes()) {
            OrderedJoin.requireMemory(
                    errors.file(entities.file(entity)),
                    entities.key(entity),
                    entities.rows(entity),
                    bytes);
        }
    }

    private boolean isLong(int entity) {
        return streamable && entities.rows(entity) * bytesPerRow > shape.partitionBytes();
    }

    private void gather(BlockList blocks, int placed) throws InterruptedException {
        gathered.reset(placed);
        int runs = 0;
        for (int b = 0; b < blocks.size(); b++) {
            block.open(store, blocks.address(b), blocks.length(b));
            if (places.length < block.rows()) {
                places = new int[block.rows()];
            }
            int row = 0;
            for (int run = 0; run < block.runs(); run++) {
                int entity = runEntities[runs++];
                boolean here = entity != NOWHERE && !isLong(entity);
                for (int i = block.runRows(run); i > 0; i--) {
                    places[row++] = here ? nextPlace[entity]++ : placed;
                }
            }
            gathered.put(block, places);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /// Computes the entities of a slice in the order in which they appear.
    ///
    /// @return ties found in long series
    private long evaluate(BlockList blocks, SplitOutput output)
            throws IOException, InterruptedException {
        int from = 0;
        long ties = 0;
        for (int e = 0; e < entities.size(); e++) {
            if (finished.isFull()) {
                handOver(output);
            }
            int index = finished.add(entities, e);
            if (isLong(e)) {
                ties +=
                        new LongEntity(plan, evaluator, block, store, blocks, entities.key(e))
                                .evaluate(finished.cells, index, errors);
                continue;
            }
            int to = from + (int) entities.rows(e);
            int unordered = evaluator.firstUnordered(gathered.order, from, to);
            if (unordered >= 0 && plan.plan().requireOrdered()) {
                throw errors.unordered(entities.key(e), unordered - from);
            }
            evaluator.evaluate(
                    gathered.values,
                    gathered.exact,
                    gathered.order,
                    from,
                    to,
                    unordered,
                    finished.cells,
                    index);
            from = to;
        }
        handOver(output);
        return ties;
    }

    private void handOver(SplitOutput output) throws InterruptedException {
        if (finished.entities() > 0) {
            output.block(finished);
            finished = new FeatureBlock(keepsType, keyEnds.length);
        }
    }
}
