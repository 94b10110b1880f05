package dev.venturi.feature;

import dev.venturi.events.EngineEvents;
import dev.venturi.events.SplitRead;
import dev.venturi.spill.BlockList;
import dev.venturi.spill.RowPacker;
import dev.venturi.spill.SpillStore;
import dev.venturi.table.KeyFingerprint;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TableSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads splits and divides their rows by entity: what one worker does in the first half of
/// regrouping. One instance per thread.
///
/// Each partition gathers rows in a small batch; a full one is packed and goes to the store. A
/// block never holds rows of two splits, so that putting blocks in the order of splits puts rows in
/// the order of the table, whoever read them.
final class PartitionRun implements SplitWork {
    private static final int CAPACITY = 16_384;

    private final TableSource source;
    private final ResolvedPlan plan;
    private final boolean vectors;
    private final Partitioning shape;
    private final SpillStore.Writer writer;
    private final RunProgress progress;
    private final RowPacker packer;
    private final RowBatch batch;
    private final RowBatch[] gathered;
    private final int[] keyEnds;
    private @Nullable BlockList[] blocks;

    PartitionRun(
            TableSource source,
            ResolvedPlan plan,
            boolean vectors,
            Partitioning shape,
            SpillStore store,
            RunProgress progress) {
        this.source = source;
        this.plan = plan;
        this.vectors = vectors;
        this.shape = shape;
        this.writer = store.writer();
        this.progress = progress;
        this.packer = new RowPacker(plan.columns().size());
        this.batch = newBatch(CAPACITY);
        this.gathered = new RowBatch[shape.partitions()];
        for (int p = 0; p < gathered.length; p++) {
            gathered[p] = newBatch(shape.blockRows());
        }
        this.keyEnds = new int[plan.keys().size()];
        this.blocks = new BlockList[gathered.length];
    }

    private RowBatch newBatch(int capacity) {
        return new RowBatch(
                plan.keys().size(),
                plan.projection().order().size(),
                plan.columns().size(),
                capacity);
    }

    @Override
    public void run(Split split, SplitOutput output) throws IOException, InterruptedException {
        SplitRead event = EngineEvents.split();
        blocks = new BlockList[gathered.length];
        for (RowBatch waiting : gathered) {
            waiting.clear(); // of a split that was given up
        }
        long rows = 0;
        long dropped = 0;
        try (SplitReader reader = source.open(split, plan.projection(), vectors)) {
            output.begin(reader.begin());
            boolean more = true;
            long bytesSeen = 0;
            while (more) {
                batch.clear();
                more = reader.read(batch);
                long droppedNow = batch.takeRemoved();
                long rowsNow = batch.rows() + droppedNow;
                rows += rowsNow;
                dropped += droppedNow;
                for (int run = 0; run < batch.runs(); run++) {
                    divide(run, split.file());
                }
                long bytes = reader.bytesRead();
                progress.add(bytes - bytesSeen, rowsNow);
                bytesSeen = bytes;
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            for (int p = 0; p < gathered.length; p++) {
                store(p, split.file());
            }
            writer.flush();
            EngineEvents.end(
                    event,
                    source.files().get(split.file()),
                    reader.begin(),
                    bytesSeen,
                    rows,
                    split.exact() && split.from() > 0);
            output.rows(blocks);
            output.end(SplitRun.facts(reader, plan, rows, dropped, 0, 0));
        }
    }

    private void divide(int run, int file) {
        for (int k = 0; k < keyEnds.length; k++) {
            keyEnds[k] = batch.keyEnd(run, k);
        }
        long fingerprint = KeyFingerprint.of(batch.keyBytes(), batch.keyStart(run, 0), keyEnds);
        int partition = shape.partitionOf(fingerprint);
        RowBatch target = gathered[partition];
        int to = batch.runEnd(run);
        for (int from = batch.runStart(run); from < to; ) {
            int row = target.rows();
            int n = Math.min(to - from, target.capacity() - row);
            if (n == 0) {
                store(partition, file);
                continue;
            }
            if (target.runs() == 0 || !continues(target, run)) {
                target.startRun(row, batch.runPosition(run));
                for (int k = 0; k < keyEnds.length; k++) {
                    target.addKeyPart(batch.keyBytes(), batch.keyStart(run, k), keyEnds[k]);
                }
            }
            copy(from, n, target, row);
            target.setRows(row + n);
            from += n;
        }
    }

    /// Whether the last run of a gathered batch is of the same entity.
    private boolean continues(RowBatch target, int run) {
        for (int k = 0; k < keyEnds.length; k++) {
            if (!target.lastKeyPartEquals(
                    k, batch.keyBytes(), batch.keyStart(run, k), keyEnds[k])) {
                return false;
            }
        }
        return true;
    }

    private void copy(int from, int n, RowBatch target, int row) {
        if (n == 1) {
            for (int o = 0; o < target.order.length; o++) {
                target.order[o][row] = batch.order[o][from];
            }
            for (int c = 0; c < target.values.length; c++) {
                target.values[c][row] = batch.values[c][from];
            }
        } else {
            for (int o = 0; o < target.order.length; o++) {
                System.arraycopy(batch.order[o], from, target.order[o], row, n);
            }
            for (int c = 0; c < target.values.length; c++) {
                System.arraycopy(batch.values[c], from, target.values[c], row, n);
            }
        }
        for (int c = 0; c < target.values.length; c++) {
            long[] exact = batch.exact[c];
            if (exact != null) {
                System.arraycopy(exact, from, target.exactFrom(c, row), row, n);
            } else if (target.exact[c] != null) {
                long[] whole = target.exactFrom(c, row);
                for (int i = 0; i < n; i++) {
                    whole[row + i] = (long) batch.values[c][from + i];
                }
            }
        }
    }

    private void store(int partition, int file) {
        RowBatch full = gathered[partition];
        if (full.rows() == 0) {
            return;
        }
        int length = packer.pack(full, keyEnds.length);
        BlockList list = blocks[partition];
        if (list == null) {
            list = new BlockList();
            blocks[partition] = list;
        }
        list.add(writer.append(packer.bytes(), length), length, full.rows(), file);
        full.clear();
    }
}
