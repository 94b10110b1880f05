package dev.venturi.aggregate;

import dev.venturi.spill.BlockList;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/// Finished groups, put aside in runs that are each in order of first appearance, and merged into
/// one. [#add] is thread-safe.
final class FinishedGroups {
    /// Of each run one block is in memory while runs are merged.
    private static final int BLOCK_ROWS = 128;

    private static final int BATCH_ROWS = 4096;

    private final BoundPlan plan;
    private final GroupByProgress progress;
    private final List<BlockList> runs = new ArrayList<>();

    FinishedGroups(BoundPlan plan, GroupByProgress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /// Finishes all groups of a partition and puts them aside.
    ///
    /// @throws InterruptedException when the thread is interrupted
    void add(Partition partition, BlockPacker packer) throws InterruptedException {
        int n = partition.groups();
        if (n == 0) {
            return;
        }
        Answer[] answers = plan.answers(partition.states);
        BlockList run = new BlockList();
        for (int from = 0; from < n; from += BLOCK_ROWS) {
            int rows = Math.min(BLOCK_ROWS, n - from);
            ResultColumn[] columns = plan.outputColumns(rows);
            long[] places = new long[rows];
            for (int i = 0; i < rows; i++) {
                places[i] = partition.first(from + i);
                plan.add(partition, from + i, answers, columns);
            }
            packer.write(batch(rows, columns), 0, rows, places, run);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        synchronized (this) {
            runs.add(run);
        }
    }

    private static Batch batch(int rows, ResultColumn[] columns) {
        return new Batch(rows, Arrays.stream(columns).map(ResultColumn::column).toList());
    }

    /// The next group of a run.
    private final class Cursor {
        private final BlockList run;
        private final BlockPacker packer;
        private long place;
        private int block;
        private int row;
        private List<Column> columns = List.of();
        private long[] places = {};
        private int rows;

        Cursor(BlockList run, BlockPacker packer) {
            this.run = run;
            this.packer = packer;
            read();
        }

        private void read() {
            var read = packer.read(run, block, plan.output.fields().size());
            columns = read.batch().columns();
            places = read.positions();
            rows = read.batch().rows();
            row = 0;
            place = places[0];
        }

        void addTo(ResultColumn[] into) {
            for (int c = 0; c < into.length; c++) {
                into[c].add(columns.get(c), row);
            }
        }

        /// @return false behind the last group
        boolean advance() {
            if (++row < rows) {
                place = places[row];
                return true;
            }
            if (++block == run.size()) {
                return false;
            }
            read();
            return true;
        }
    }

    /// Writes the groups that were put aside.
    void write(BlockPacker packer, BatchSink sink) throws IOException, InterruptedException {
        List<Cursor> cursors = new ArrayList<>();
        for (BlockList run : runs) {
            cursors.add(new Cursor(run, packer));
        }
        merge(cursors, sink);
    }

    private void merge(List<Cursor> cursors, BatchSink sink)
            throws IOException, InterruptedException {
        PriorityQueue<Cursor> next =
                new PriorityQueue<>(
                        Math.max(1, cursors.size()), (a, b) -> Long.compare(a.place, b.place));
        next.addAll(cursors);
        ResultColumn[] columns = plan.outputColumns(BATCH_ROWS);
        int rows = 0;
        while (!next.isEmpty()) {
            Cursor least = next.remove();
            least.addTo(columns);
            rows++;
            if (least.advance()) {
                next.add(least);
            }
            if (rows == BATCH_ROWS || next.isEmpty()) {
                sink.write(batch(rows, columns));
                progress.written(rows);
                columns = plan.outputColumns(BATCH_ROWS);
                rows = 0;
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    }
}
