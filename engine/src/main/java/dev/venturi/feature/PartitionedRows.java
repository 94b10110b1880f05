package dev.venturi.feature;

import dev.venturi.series.Fragment;
import dev.venturi.spill.BlockList;
import dev.venturi.table.Split;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the rows of each partition lie, gathered split by split in the order of the table.
final class PartitionedRows implements SplitOutput {
    private final BlockList[] partitions;

    PartitionedRows(int partitions) {
        this.partitions = new BlockList[partitions];
        for (int p = 0; p < partitions; p++) {
            this.partitions[p] = new BlockList();
        }
    }

    BlockList partition(int index) {
        return partitions[index];
    }

    /// The partitions that have rows, as splits: what [PartitionEntities] takes.
    List<Split> splits() {
        List<Split> splits = new ArrayList<>();
        for (int p = 0; p < partitions.length; p++) {
            if (partitions[p].size() > 0) {
                splits.add(new Split(p, 0, 1, true));
            }
        }
        return splits;
    }

    @Override
    public void begin(long position) {}

    @Override
    public void rows(@Nullable BlockList[] blocks) {
        for (int p = 0; p < blocks.length; p++) {
            BlockList more = blocks[p];
            if (more != null) {
                partitions[p].addAll(more);
            }
        }
    }

    @Override
    public void block(FeatureBlock block) {
        throw new IllegalStateException("no entity is finished before all rows are divided");
    }

    @Override
    public void fragment(Fragment fragment) {
        throw new IllegalStateException("rows are divided, not joined");
    }

    @Override
    public void end(SplitFacts facts) {}
}
