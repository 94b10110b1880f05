package dev.venturi.aggregate;

import dev.venturi.spill.SpillStore;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import dev.venturi.table.Schema;
import dev.venturi.table.TypeAssumptionException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Computes aggregates of the groups of a table: one row for each key, in order of first
/// appearance.
///
/// The answer depends on the table and the plan only: not on workers, chunks, or on what was put
/// aside for lack of memory, since every group meets its values in the order of the table. The
/// memory of the groups is bounded; what is more goes to temporary files.
public final class GroupBy {
    private static final int MOST_CHUNK_ROWS = 1 << 17;
    private static final int LEAST_CHUNK_ROWS = 1 << 10;

    /// The hash, the index, and room for texts, beside the columns.
    private static final int ROW_BYTES = 20;

    private final GroupByPlan plan;
    private final GroupByOptions options;

    public GroupBy(GroupByPlan plan, GroupByOptions options) {
        this.plan = plan;
        this.options = options;
    }

    /// Groups a table and writes the groups.
    ///
    /// @param sink opened once all rows are read, then written, committed and closed
    /// @throws dev.venturi.table.UsageException when the plan does not fit the table's columns
    /// @throws dev.venturi.table.MalformedDataException for the earliest bad place of the input,
    ///   and for a sum beyond int64
    /// @throws java.io.UncheckedIOException when reading or writing fails, naming path and
    ///   operation
    /// @throws InterruptedException when the calling thread is interrupted; nothing is left behind
    public GroupBySummary run(FileTable table, GroupSink sink)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        FileTable typed = table;
        Set<String> retyped = new HashSet<>();
        while (true) {
            try {
                return attempt(typed, sink, begin);
            } catch (TypeAssumptionException e) {
                Field field = decided(typed, e);
                if (!retyped.add(field.name() + field.type())) {
                    throw e; // cannot happen twice for one column and type: a defect, not a table
                }
                typed = typed.retyped(List.of(field));
            }
        }
    }

    /// The columns that would be written, as far as types are known without reading the table.
    ///
    /// @throws dev.venturi.table.UsageException when the plan does not fit the table's columns
    public Schema outputSchema(Schema table) {
        return plan.outputSchema(table);
    }

    private static Field decided(FileTable table, TypeAssumptionException broken)
            throws IOException {
        Field assumed = table.schema().fields().get(broken.column());
        Field needed =
                new Field(
                        assumed.name(),
                        broken.needed(),
                        Objects.requireNonNull(broken.getMessage()));
        return table.undecided(broken.column())
                ? table.firstValue(broken.column()).orElse(needed)
                : needed;
    }

    private GroupBySummary attempt(FileTable table, GroupSink opener, long begin)
            throws IOException, InterruptedException {
        BoundPlan bound = new BoundPlan(plan, table.schema(), table.files());
        GroupByProgress progress = options.progress();
        progress.begin();
        int workers = options.workers();
        int chunks = workers + 2;
        long rowBytes = ROW_BYTES + (long) Double.BYTES * bound.columns.size();
        long chunkRows = options.memoryBytes() / 4 / (chunks * rowBytes);
        long groupBytes = options.memoryBytes() / 4 * 3;
        try (SpillStore store = new SpillStore(options.spill(), 0);
                ChunkReader reader =
                        new ChunkReader(
                                bound,
                                table,
                                Math.clamp(chunkRows, LEAST_CHUNK_ROWS, MOST_CHUNK_ROWS))) {
            Workers threads = new Workers(workers, store, progress);
            Folding folding = new Folding(bound, reader, groupBytes, chunks, progress);
            threads.run(folding);
            List<Partition> partitions = folding.partitions();
            FinishedGroups finished = new FinishedGroups(bound, progress);
            List<GroupBlocks> aside = folding.aside();
            int parts = 0;
            if (!aside.isEmpty()) {
                progress.enter(GroupByProgress.Phase.RESUMING);
                parts = finishAside(bound, folding, groupBytes / workers, threads, finished);
                partitions = List.of();
            }
            boolean empty = parts == 0 && partitions.stream().allMatch(p -> p.groups() == 0);
            if (plan.keys().isEmpty() && empty) {
                partitions.getFirst().addEmptyGroup();
            }
            progress.enter(GroupByProgress.Phase.WRITING);
            try (BatchSink sink = opener.open(bound.output)) {
                if (parts > 0) {
                    finished.write(new BlockPacker(store, progress), sink);
                } else {
                    Finishing finishing = new Finishing(bound, partitions);
                    threads.run(finishing, () -> write(finishing, sink));
                }
                sink.commit();
            }
            return new GroupBySummary(
                    progress.rows(),
                    progress.groups(),
                    progress.spilledBytes(),
                    parts,
                    workers,
                    (System.nanoTime() - begin) / 1e9);
        }
    }

    private void write(Finishing finishing, BatchSink sink)
            throws IOException, InterruptedException {
        for (Batch batch = finishing.next(); batch != null; batch = finishing.next()) {
            sink.write(batch);
            options.progress().written(batch.rows());
        }
    }

    /// Finishes the partitions in memory, to have room, then what was put aside.
    ///
    /// @return how many parts there were
    private static int finishAside(
            BoundPlan bound, Folding folding, long share, Workers threads, FinishedGroups finished)
            throws IOException, InterruptedException {
        threads.run(packer -> {
            Partition partition = folding.takePartition();
            if (partition != null) {
                finished.add(partition, packer);
            }
            return partition != null;
        });
        Resuming resuming = new Resuming(bound, folding.aside(), share, finished);
        threads.run(resuming);
        return resuming.parts();
    }
}
