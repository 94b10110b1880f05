package dev.venturi.aggregate;

import dev.venturi.spill.BatchPacker;
import dev.venturi.spill.BlockList;
import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Groups put aside for lack of memory, with what goes on to come for them: their keys and states
/// as they were, and behind these their rows, in order.
final class GroupBlocks {
    private static final int BLOCK_GROUPS = 512;
    private static final int BLOCK_BYTES = 1 << 20;

    private final BoundPlan plan;

    /// Keys with the places where they appeared, and the states, block by block in step.
    private final BlockList keys = new BlockList();

    private final BlockList states = new BlockList();
    private final BlockList rows = new BlockList();

    GroupBlocks(BoundPlan plan) {
        this.plan = plan;
    }

    /// Puts groups of a partition aside.
    ///
    /// @param picked the groups, of which `[begin, end)` are taken
    void addGroups(Partition partition, int[] picked, int begin, int end, BlockPacker packer) {
        for (int from = begin; from < end; ) {
            from = addBlock(partition, picked, from, end, packer);
        }
    }

    /// Puts all groups of a partition aside.
    void addGroups(Partition partition, BlockPacker packer) {
        int[] all = new int[partition.groups()];
        for (int group = 0; group < all.length; group++) {
            all[group] = group;
        }
        addGroups(partition, all, 0, all.length, packer);
    }

    /// @return the first group that was not taken
    private int addBlock(Partition partition, int[] picked, int from, int end, BlockPacker packer) {
        ResultColumn[] columns = plan.keyColumns(BLOCK_GROUPS);
        long[] places = new long[BLOCK_GROUPS];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int taken = 0;
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            while (taken < BLOCK_GROUPS && from + taken < end && bytes.size() < BLOCK_BYTES) {
                int group = picked[from + taken];
                places[taken++] = partition.first(group);
                partition.table.addKey(group, columns);
                for (GroupStates one : partition.states) {
                    one.write(group, out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a state cannot be written: " + e.getMessage(), e);
        }
        List<Column> read = new ArrayList<>();
        for (ResultColumn column : columns) {
            read.add(column.column());
        }
        packer.write(new Batch(taken, read), 0, taken, places, keys);
        packer.write(bytes.toByteArray(), taken, states);
        return from + taken;
    }

    /// Puts rows `[from, to)` aside.
    void addRows(Rows all, int from, int to, BlockPacker packer) {
        if (from < to) {
            packer.write(new Batch(all.n(), all.columns()), from, to, all.places(), rows);
        }
    }

    int groupBlocks() {
        return keys.size();
    }

    int rowBlocks() {
        return rows.size();
    }

    /// Reads the groups of a block back into an empty place of a partition.
    void readGroups(int block, Partition into, BlockPacker packer) {
        BatchPacker.Placed read = packer.read(keys, block, plan.keys);
        int n = read.batch().rows();
        int first = into.restore(read.batch().columns(), n, read.positions());
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(packer.bytes(states, block)))) {
            for (int i = 0; i < n; i++) {
                for (GroupStates one : into.states) {
                    one.read(first + i, in);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a state cannot be read: " + e.getMessage(), e);
        }
    }

    /// Reads rows of a block back.
    Rows readRows(int block, BlockPacker packer) {
        BatchPacker.Placed read = packer.read(rows, block, plan.columns.size());
        return Rows.of(read.batch().rows(), read.batch().columns(), plan.keys, read.positions());
    }
}
