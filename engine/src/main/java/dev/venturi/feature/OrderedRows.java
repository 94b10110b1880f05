package dev.venturi.feature;

import dev.venturi.spill.BatchPacker;
import dev.venturi.spill.BlockList;
import dev.venturi.spill.SpillStore;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Puts finished entities in order, by key or by first appearance, holding few of them: rows are
/// put aside in runs that are in order, and the runs are merged. One thread.
///
/// By first appearance a run is what came in order, as a partition does. By key it is what fits in
/// memory at once; it is sorted when all keys are known, for only then is it known whether they are
/// numbers. Rows of one entity keep the order in which they came.
final class OrderedRows {
    /// Rows of a block: of each run one is in memory while runs are merged.
    private static final int BLOCK_ROWS = 64;

    private static final int BATCH_ROWS = 1024;

    private final SpillStore store;
    private final SpillStore.Writer writer;
    private final BatchPacker packer = new BatchPacker();
    private final @Nullable KeyOrder byKey;
    private final long runBytes;
    private final RunProgress progress;
    private final List<BlockList> runs = new ArrayList<>();
    private long bytesOfRun;
    private long rows;
    private int columns;
    private int lastFile = Integer.MAX_VALUE;
    private long lastPosition;

    /// @param byKey how keys are ordered; null: by first appearance
    /// @param runBytes bytes of a run that is sorted in memory
    OrderedRows(SpillStore store, @Nullable KeyOrder byKey, long runBytes, RunProgress progress) {
        this.store = store;
        this.writer = store.writer();
        this.byKey = byKey;
        this.runBytes = runBytes;
        this.progress = progress;
    }

    /// Puts rows aside.
    ///
    /// @param files index of the file in which the entity of each row stands first
    /// @param positions where it stands there
    void add(Batch batch, int[] files, long[] positions) {
        columns = batch.columns().size();
        rows += batch.rows();
        long[] wideFiles = new long[batch.rows()];
        for (int r = 0; r < batch.rows(); r++) {
            wideFiles[r] = files[r];
        }
        if (byKey != null) {
            byKey.look(batch);
        }
        for (int from = 0; from < batch.rows(); ) {
            int to = Math.min(batch.rows(), from + BLOCK_ROWS);
            if (byKey != null) {
                if (runs.isEmpty() || bytesOfRun > runBytes) {
                    beginRun();
                }
            } else {
                to = ascendingFrom(from, to, files, positions);
            }
            int length = packer.pack(batch, from, to, wideFiles, positions);
            runs.getLast().add(writer.append(packer.bytes(), length), length, to - from, 0);
            bytesOfRun += (long) (to - from) * columns * Double.BYTES;
            from = to;
        }
    }

    private void beginRun() {
        runs.add(new BlockList());
        bytesOfRun = 0;
    }

    /// Where rows stop ascending; begins a run when already the first one does not.
    private int ascendingFrom(int from, int to, int[] files, long[] positions) {
        int row = from;
        for (; row < to; row++) {
            boolean ascends =
                    files[row] > lastFile
                            || (files[row] == lastFile && positions[row] >= lastPosition);
            if (!ascends) {
                if (row > from) {
                    return row;
                }
                beginRun();
            }
            lastFile = files[row];
            lastPosition = positions[row];
        }
        return row;
    }

    /// Writes all rows in order.
    void writeTo(BatchSink sink) throws IOException, InterruptedException {
        writer.flush();
        progress.enter(RunProgress.Phase.WRITING, rows);
        KeyOrder keys = byKey;
        if (keys == null) {
            merge(runs, PickedRow::byPlace, sink);
            return;
        }
        List<BlockList> sorted = new ArrayList<>();
        for (BlockList run : runs) {
            List<PickedRow> all = read(run);
            all.sort(keys);
            if (runs.size() == 1) {
                write(all, sink);
                return;
            }
            sorted.add(storeSorted(all));
        }
        writer.flush();
        merge(sorted, keys, sink);
    }

    private List<PickedRow> read(BlockList run) {
        List<PickedRow> all = new ArrayList<>((int) run.rows());
        for (int b = 0; b < run.size(); b++) {
            BatchPacker.Placed block = read(run, b);
            for (int r = 0; r < block.batch().rows(); r++) {
                all.add(new PickedRow(block, r));
            }
        }
        return all;
    }

    private BatchPacker.Placed read(BlockList run, int block) {
        return packer.unpack(store, run.address(block), run.length(block), columns);
    }

    private BlockList storeSorted(List<PickedRow> rowsInOrder) {
        BlockList run = new BlockList();
        for (int from = 0; from < rowsInOrder.size(); from += BLOCK_ROWS) {
            int to = Math.min(rowsInOrder.size(), from + BLOCK_ROWS);
            Batch batch = RowGather.of(rowsInOrder.subList(from, to));
            long[] nowhere = new long[batch.rows()];
            int length = packer.pack(batch, 0, batch.rows(), nowhere, nowhere);
            run.add(writer.append(packer.bytes(), length), length, batch.rows(), 0);
        }
        return run;
    }

    private void write(List<PickedRow> all, BatchSink sink) throws IOException {
        for (int from = 0; from < all.size(); from += BATCH_ROWS) {
            int to = Math.min(all.size(), from + BATCH_ROWS);
            sink.write(RowGather.of(all.subList(from, to)));
            progress.advance(to - from);
        }
    }

    /// The next row of a run while runs are merged.
    private final class Cursor {
        private final int index;
        private final BlockList run;
        private int block;
        private PickedRow row;

        Cursor(int index, BlockList run) {
            this.index = index;
            this.run = run;
            this.row = new PickedRow(read(run, 0), 0);
        }

        boolean advance() {
            if (row.row() + 1 < row.batch().rows()) {
                row = new PickedRow(row.from(), row.row() + 1);
                return true;
            }
            if (++block == run.size()) {
                return false;
            }
            row = new PickedRow(read(run, block), 0);
            return true;
        }
    }

    private void merge(List<BlockList> ordered, Comparator<PickedRow> order, BatchSink sink)
            throws IOException, InterruptedException {
        PriorityQueue<Cursor> next =
                new PriorityQueue<>(
                        Math.max(1, ordered.size()),
                        (a, b) -> {
                            int rank = order.compare(a.row, b.row);
                            return rank != 0 ? rank : Integer.compare(a.index, b.index);
                        });
        for (int i = 0; i < ordered.size(); i++) {
            next.add(new Cursor(i, ordered.get(i)));
        }
        List<PickedRow> picked = new ArrayList<>(BATCH_ROWS);
        while (!next.isEmpty()) {
            Cursor least = next.remove();
            picked.add(least.row);
            if (least.advance()) {
                next.add(least);
            }
            if (picked.size() == BATCH_ROWS) {
                write(picked, sink);
                picked.clear();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        write(picked, sink);
    }
}
