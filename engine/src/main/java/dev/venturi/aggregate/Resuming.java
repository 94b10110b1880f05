package dev.venturi.aggregate;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Folds the rows of what was put aside into its groups, part by part, and finishes them: the
/// second half of a run that needed more memory than it had. A part that is still too large is
/// divided by further bits of the hash.
final class Resuming implements Work {
    private final BoundPlan plan;
    private final long share;
    private final FinishedGroups finished;
    private final Deque<Part> parts = new ArrayDeque<>();
    private int active;
    private int count;

    /// @param blocks groups and rows whose keys have [#level] times [PartitionedRows#BITS] bits in
    ///   common
    private record Part(GroupBlocks blocks, int level) {}

    /// @param share bytes of memory that one thread may take
    Resuming(BoundPlan plan, List<GroupBlocks> aside, long share, FinishedGroups finished) {
        this.plan = plan;
        this.share = share;
        this.finished = finished;
        aside.forEach(blocks -> parts.add(new Part(blocks, 1)));
        count = parts.size();
    }

    /// Parts that there were in all.
    synchronized int parts() {
        return count;
    }

    @Override
    public boolean step(BlockPacker packer) throws IOException, InterruptedException {
        Part part = take();
        if (part == null) {
            return false;
        }
        try {
            resume(part, packer);
        } finally {
            synchronized (this) {
                active--;
                notifyAll();
            }
        }
        return true;
    }

    private synchronized @Nullable Part take() throws InterruptedException {
        while (parts.isEmpty() && active > 0) {
            wait();
        }
        Part part = parts.pollLast();
        active += part == null ? 0 : 1;
        return part;
    }

    private void resume(Part part, BlockPacker packer) throws InterruptedException {
        Partition partition = new Partition(plan);
        GroupBlocks blocks = part.blocks;
        for (int b = 0; b < blocks.groupBlocks(); b++) {
            blocks.readGroups(b, partition, packer);
            if (isTooLarge(partition, part)) {
                divide(part, partition, b + 1, 0, packer);
                return;
            }
        }
        for (int b = 0; b < blocks.rowBlocks(); b++) {
            Rows rows = blocks.readRows(b, packer);
            partition.fold(rows, 0, rows.n());
            if (isTooLarge(partition, part)) {
                divide(part, partition, blocks.groupBlocks(), b + 1, packer);
                return;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        finished.add(partition, packer);
    }

    private boolean isTooLarge(Partition partition, Part part) {
        if (partition.bytes() <= share) {
            return false;
        }
        if (partition.groups() > 1 && part.level < PartitionedRows.LEVELS) {
            return true;
        }
        if (partition.bytes() <= 2 * share) {
            return false; // a key that happens to stand alone
        }
        String message =
                "group %s: its state takes more than %,d MB; allow more memory, or ask for an approximate aggregate instead of distinct, median or quantile"
                        .formatted(plan.describe(partition, 0), Math.max(1, share >> 20));
        throw new UncheckedIOException(message, new IOException(message));
    }

    /// @param groupBlock the first that was not read yet
    /// @param rowBlock the same of rows
    private void divide(
            Part part, Partition partition, int groupBlock, int rowBlock, BlockPacker packer)
            throws InterruptedException {
        GroupBlocks[] divided = new GroupBlocks[PartitionedRows.PARTITIONS];
        for (int p = 0; p < divided.length; p++) {
            divided[p] = new GroupBlocks(plan);
        }
        divide(partition, part.level, divided, packer);
        for (int b = groupBlock; b < part.blocks.groupBlocks(); b++) {
            Partition more = new Partition(plan);
            part.blocks.readGroups(b, more, packer);
            divide(more, part.level, divided, packer);
        }
        for (int b = rowBlock; b < part.blocks.rowBlocks(); b++) {
            PartitionedRows rows = PartitionedRows.of(part.blocks.readRows(b, packer), part.level);
            for (int p = 0; p < divided.length; p++) {
                divided[p].addRows(rows.rows(), rows.starts()[p], rows.starts()[p + 1], packer);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        packer.flush();
        synchronized (this) {
            for (GroupBlocks blocks : divided) {
                if (blocks.groupBlocks() + blocks.rowBlocks() > 0) {
                    parts.addLast(new Part(blocks, part.level + 1));
                    count++;
                }
            }
            notifyAll();
        }
    }

    private void divide(Partition partition, int level, GroupBlocks[] into, BlockPacker packer) {
        ResultColumn[] keys = plan.keyColumns(partition.groups());
        for (int group = 0; group < partition.groups(); group++) {
            partition.table.addKey(group, keys);
        }
        List<Column> columns = new ArrayList<>();
        for (ResultColumn key : keys) {
            columns.add(key.column());
        }
        Batch batch = new Batch(partition.groups(), columns);
        long[] numbers = new long[batch.rows()]; // of groups, in place of places
        for (int group = 0; group < numbers.length; group++) {
            numbers[group] = group;
        }
        Rows asRows = Rows.of(batch.rows(), columns, columns.size(), numbers);
        PartitionedRows divided = PartitionedRows.of(asRows, level);
        int[] groups = new int[batch.rows()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (int) divided.rows().places()[i];
        }
        for (int p = 0; p < into.length; p++) {
            into[p].addGroups(
                    partition, groups, divided.starts()[p], divided.starts()[p + 1], packer);
        }
    }
}
