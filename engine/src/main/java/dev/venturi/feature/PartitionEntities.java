package dev.venturi.feature;

import dev.venturi.kernel.KernelSelection;
import dev.venturi.spill.BlockList;
import dev.venturi.spill.PackedRows;
import dev.venturi.spill.SpillStore;
import dev.venturi.table.KeyFingerprint;
import dev.venturi.table.Split;
import dev.venturi.table.TableSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    private final TableSource source;
    private final ResolvedPlan plan;
    private final Partitioning shape;
    private final PartitionedRows rows;
    private final SpillStore store;
    private final RunOptions options;
    private final long bytesPerRow;
    private final EntityFeatures features;
    private final boolean streamable;
    private final PackedRows block;
    private final EntityIndex entities;
    private final GatheredRows gathered;
    private final int[] keyEnds;
    private int[] runEntities = new int[1024];
    private int[] nextPlace = new int[512];
    private int[] places = new int[0];
    private @Nullable SplitOutput output;

    /// @param places finds rows that are wrong
    PartitionEntities(
            TableSource source,
            ResolvedPlan plan,
            KernelSelection kernels,
            Partitioning shape,
            PartitionedRows rows,
            SpillStore store,
            RunOptions options,
            RowPlaces places) {
        this.source = source;
        this.plan = plan;
        this.shape = shape;
        this.rows = rows;
        this.store = store;
        this.options = options;
        this.bytesPerRow = bytesPerRow(plan);
        this.features = new EntityFeatures(source, plan, kernels.create(), places, this::handOver);
        this.streamable =
                features.evaluator().programs().stream().allMatch(ColumnProgram::streamable);
        int keys = plan.keys().size();
        int order = plan.projection().order().size();
        this.block = new PackedRows(keys, order, plan.columns().size());
        this.entities = new EntityIndex(keys);
        this.gathered = new GatheredRows(plan.columns().size(), order);
        this.keyEnds = new int[keys];
    }

    /// Bytes of a row while its partition is computed: its columns, its place, its run.
    static long bytesPerRow(ResolvedPlan plan) {
        return 8L * (plan.columns().size() + plan.projection().order().size()) + 8;
    }

    @Override
    public void run(Split partition, SplitOutput into) throws IOException, InterruptedException {
        output = into;
        features.discard(); // of a partition that was given up
        BlockList blocks = rows.partition(partition.file());
        into.begin(partition.from());
        long tiesBefore = features.rowOrder().ties();
        long sortedBefore = features.rowOrder().sortedEntities();
        long slices = Math.ceilDiv(blocks.rows() * bytesPerRow, shape.partitionBytes());
        long longTies = 0;
        for (int slice = 0; slice < slices; slice++) {
            int placed = number(blocks, slice, (int) slices);
            gather(blocks, placed);
            longTies += evaluate(blocks);
        }
        features.flush();
        options.progress().advance(blocks.rows());
        into.end(
                new SplitFacts(
                        partition.to(),
                        blocks.rows(),
                        0,
                        new boolean[plan.columns().size()],
                        0,
                        features.rowOrder().ties() - tiesBefore + longTies,
                        features.rowOrder().sortedEntities() - sortedBefore));
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
                    source.files().get(entities.file(entity)),
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
    private long evaluate(BlockList blocks) throws IOException, InterruptedException {
        int from = 0;
        long ties = 0;
        for (int e = 0; e < entities.size(); e++) {
            if (isLong(e)) {
                String file = source.files().get(entities.file(e));
                ties +=
                        new LongEntity(
                                        plan,
                                        features,
                                        block,
                                        store,
                                        blocks,
                                        entities.key(e),
                                        options.sorting())
                                .evaluate(file);
                continue;
            }
            int to = from + (int) entities.rows(e);
            features.entity(entities, e, gathered, from, to);
            from = to;
        }
        return ties;
    }

    private void handOver(FeatureBlock finished) throws InterruptedException {
        Objects.requireNonNull(output).block(finished);
    }
}
