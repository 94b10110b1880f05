package dev.venturi.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads all rows of a table into partitions: the first half of a run.
///
/// Workers read chunks ahead, several at once, and sort their rows by partition; chunks are folded
/// one after the other in the order of the table, the partitions of one by all workers at once,
/// each by one of them. So a group meets its values in the order of the table whoever does the
/// work.
///
/// When the partitions take more than their share of memory, the largest are put aside: their
/// groups as they are, and from then on their rows, to be folded when memory is free. That changes
/// when a row is folded, but not behind which.
final class Folding implements Work {
    /// Partitions that a worker takes at a time.
    private static final int CLAIM = 4;

    private final BoundPlan plan;
    private final ChunkReader reader;
    private final long groupBytes;
    private final int most;
    private final GroupByProgress progress;
    private final @Nullable Partition[] partitions = new Partition[PartitionedRows.PARTITIONS];
    private final @Nullable GroupBlocks[] aside = new GroupBlocks[PartitionedRows.PARTITIONS];

    private final Map<Integer, Loaded> waiting = new HashMap<>();
    private @Nullable PartitionedRows folding;
    private int claimed;
    private int unfinished;
    private int nextToFold;
    private int nextToLoad;
    private int held;
    private boolean loading;
    private boolean ended;

    /// A chunk that was read, or why it was not.
    private record Loaded(@Nullable PartitionedRows rows, @Nullable Exception failure) {}

    /// What a worker does next.
    ///
    /// @param chunk to be read; -1: partitions `[from, to)` of the current chunk are folded
    private record Job(int chunk, int from, int to) {}

    /// @param groupBytes bytes that partitions may take
    /// @param most chunks held at once, at least 2
    Folding(
            BoundPlan plan,
            ChunkReader reader,
            long groupBytes,
            int most,
            GroupByProgress progress) {
        this.plan = plan;
        this.reader = reader;
        this.groupBytes = groupBytes;
        this.most = most;
        this.progress = progress;
        for (int p = 0; p < partitions.length; p++) {
            partitions[p] = new Partition(plan);
        }
    }

    @Override
    public boolean step(BlockPacker packer) throws IOException, InterruptedException {
        Job job = next();
        if (job == null) {
            return false;
        }
        if (job.chunk >= 0) {
            load(job.chunk);
        } else {
            fold(job, packer);
        }
        return true;
    }

    /// @return null when all rows are folded
    private synchronized @Nullable Job next() throws IOException, InterruptedException {
        while (true) {
            if (folding != null && claimed < PartitionedRows.PARTITIONS) {
                int from = claimed;
                claimed = Math.min(PartitionedRows.PARTITIONS, from + CLAIM);
                unfinished++;
                return new Job(-1, from, claimed);
            }
            if (folding == null) {
                Loaded loaded = waiting.remove(nextToFold);
                if (loaded != null) {
                    folding = rowsOf(loaded);
                    claimed = 0;
                    notifyAll();
                    continue;
                }
                if (ended && nextToFold == nextToLoad) {
                    return null;
                }
            }
            ended = ended || nextToLoad == reader.chunks();
            boolean mayLoad = !ended && held < most && (reader.isParallel() || !loading);
            if (mayLoad) {
                held++;
                loading = true;
                return new Job(nextToLoad++, 0, 0);
            }
            if (!(ended && folding == null && nextToFold == nextToLoad)) {
                wait();
            }
        }
    }

    private static PartitionedRows rowsOf(Loaded loaded) throws IOException {
        switch (loaded.failure) {
            case null -> {
                return Objects.requireNonNull(loaded.rows);
            }
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Exception e -> throw new IllegalStateException(e);
        }
    }

    /// A failure is kept until all rows before are folded: the earliest one is reported.
    private void load(int chunk) {
        Loaded loaded;
        try {
            PartitionedRows rows = reader.read(chunk);
            loaded = rows == null ? null : new Loaded(rows, null);
        } catch (IOException | RuntimeException e) {
            loaded = new Loaded(null, e);
        }
        synchronized (this) {
            loading = false;
            if (loaded == null) {
                ended = true;
                nextToLoad = chunk;
                held--;
            } else {
                ended = ended || loaded.failure != null;
                waiting.put(chunk, loaded);
            }
            notifyAll();
        }
    }

    private void fold(Job job, BlockPacker packer) {
        PartitionedRows chunk = Objects.requireNonNull(folding);
        for (int p = job.from; p < job.to; p++) {
            int from = chunk.starts()[p];
            int to = chunk.starts()[p + 1];
            Partition partition = partitions[p];
            if (from == to) {
                continue;
            }
            if (partition != null) {
                partition.fold(chunk.rows(), from, to);
            } else {
                Objects.requireNonNull(aside[p]).addRows(chunk.rows(), from, to, packer);
            }
        }
        synchronized (this) {
            unfinished--;
            if (unfinished > 0 || claimed < PartitionedRows.PARTITIONS) {
                return;
            }
        }
        progress.read(chunk.rows().n()); // from here on this thread is alone with the partitions
        keepWithin(packer);
        synchronized (this) {
            folding = null;
            nextToFold++;
            held--;
            notifyAll();
        }
    }

    /// Puts partitions aside, the largest first, until half of what is allowed is free.
    private void keepWithin(BlockPacker packer) {
        long sum = 0;
        for (Partition one : partitions) {
            sum += one == null ? 0 : one.bytes();
        }
        if (sum <= groupBytes) {
            return;
        }
        List<Integer> largest =
                IntStream.range(0, partitions.length)
                        .filter(p -> partitions[p] != null)
                        .boxed()
                        .sorted(Comparator.comparingLong(p -> -bytes(p)))
                        .toList();
        for (int p : largest) {
            if (sum <= groupBytes / 2) {
                return;
            }
            Partition partition = Objects.requireNonNull(partitions[p]);
            sum -= partition.bytes();
            GroupBlocks blocks = new GroupBlocks(plan);
            blocks.addGroups(partition, packer);
            aside[p] = blocks;
            partitions[p] = null;
        }
    }

    private long bytes(int p) {
        Partition partition = partitions[p];
        return partition == null ? 0 : partition.bytes();
    }

    /// The partitions that stayed in memory.
    List<Partition> partitions() {
        List<Partition> stayed = new ArrayList<>();
        for (Partition one : partitions) {
            if (one != null) {
                stayed.add(one);
            }
        }
        return stayed;
    }

    /// Takes one of the partitions that stayed in memory away.
    ///
    /// @return null when none is left
    synchronized @Nullable Partition takePartition() {
        for (int p = 0; p < partitions.length; p++) {
            Partition one = partitions[p];
            if (one != null) {
                partitions[p] = null;
                return one;
            }
        }
        return null;
    }

    /// What was put aside.
    List<GroupBlocks> aside() {
        List<GroupBlocks> blocks = new ArrayList<>();
        for (GroupBlocks one : aside) {
            if (one != null) {
                blocks.add(one);
            }
        }
        return blocks;
    }
}
