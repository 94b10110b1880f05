package dev.venturi.feature;

import dev.venturi.events.SplitRead;
import dev.venturi.kernel.KernelSelection;
import dev.venturi.series.Fragment;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TableSource;
import java.io.IOException;
import java.util.Objects;

/// Reads splits and computes the entities that lie inside them: what one worker does. One instance
/// per thread.
final class SplitRun implements SplitWork {
    /// Rows of a fresh batch: with eight columns 1 MiB, the size of a second-level cache.
    private static final int FIRST_CAPACITY = 16_384;

    /// Rows of the largest batch: an entity with more leaves the worker in pieces.
    private static final int LARGEST_CAPACITY = 262_144;

    private final TableSource source;
    private final ResolvedPlan plan;
    private final boolean vectors;
    private final EntityEvaluator evaluator;
    private final RunProgress progress;
    private final boolean[] keepsType;
    private RowBatch batch;
    private boolean rowsLeaveAsFragment;
    private FeatureBlock block;

    SplitRun(TableSource source, ResolvedPlan plan, KernelSelection kernels, RunProgress progress) {
        this.source = source;
        this.plan = plan;
        this.vectors = kernels.vector();
        this.evaluator = new EntityEvaluator(plan, kernels.create());
        this.progress = progress;
        this.keepsType = plan.keepsType();
        this.batch = newBatch(FIRST_CAPACITY);
        this.block = newBlock();
    }

    private RowBatch newBatch(int capacity) {
        return new RowBatch(
                plan.keys().size(), plan.order().size(), plan.columns().size(), capacity);
    }

    private FeatureBlock newBlock() {
        return new FeatureBlock(keepsType, plan.keys().size());
    }

    @Override
    public void run(Split split, SplitOutput output) throws IOException, InterruptedException {
        SplitRead event = new SplitRead();
        event.begin();
        long rows = 0;
        long tiesBefore = evaluator.rowOrder().ties();
        long sortedBefore = evaluator.rowOrder().sortedEntities();
        batch.clear();
        block = newBlock();
        rowsLeaveAsFragment = true; // the first entity may have begun in the split before
        try (SplitReader reader = source.open(split, plan.projection(), vectors)) {
            output.begin(reader.begin());
            boolean more = true;
            long bytesSeen = 0;
            while (more) {
                int rowsBefore = batch.rows();
                more = reader.read(batch);
                long rowsNow = (long) batch.rows() - rowsBefore;
                rows += rowsNow;
                takeClosedRuns(split, output);
                if (more) {
                    keepOpenRun(split, output);
                }
                long bytes = reader.bytesRead();
                progress.add(bytes - bytesSeen, rowsNow);
                bytesSeen = bytes;
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            leaveAsFragment(split, batch.runs() - 1, output);
            event.file = source.files().get(split.file());
            event.from = reader.begin();
            event.bytes = bytesSeen;
            event.rows = rows;
            event.readAgain = split.exact() && split.from() > 0;
            event.commit();
            output.end(
                    facts(
                            reader,
                            plan,
                            rows,
                            evaluator.rowOrder().ties() - tiesBefore,
                            evaluator.rowOrder().sortedEntities() - sortedBefore));
        }
    }

    /// What a reader that has come to its end says of its split.
    static SplitFacts facts(
            SplitReader reader, ResolvedPlan plan, long rows, long ties, long sorted) {
        boolean[] fractional = new boolean[plan.columns().size()];
        for (int c = 0; c < fractional.length; c++) {
            fractional[c] = reader.fractional(c);
        }
        return new SplitFacts(
                reader.end(), rows, fractional, reader.overflowedToInfinity(), ties, sorted);
    }

    /// Every run but the last is complete: another entity follows it.
    private void takeClosedRuns(Split split, SplitOutput output)
            throws IOException, InterruptedException {
        for (int run = 0; run < batch.runs() - 1; run++) {
            if (rowsLeaveAsFragment) {
                leaveAsFragment(split, run, output);
                rowsLeaveAsFragment = false;
            } else {
                evaluate(split, run, output);
            }
        }
    }

    private void evaluate(Split split, int run, SplitOutput output)
            throws IOException, InterruptedException {
        int from = batch.runStart(run);
        int to = batch.runEnd(run);
        int unordered = evaluator.firstUnordered(batch.order, from, to);
        if (unordered >= 0 && plan.plan().requireOrdered()) {
            throw unorderedRow(
                    source,
                    plan,
                    split.file(),
                    batch.runPosition(run),
                    unordered - from,
                    batch.key(run).toString());
        }
        int entity = block.add(batch, run, split.file(), to - from);
        evaluator.evaluate(
                batch.values, batch.exact, batch.order, from, to, unordered, block.cells, entity);
        if (block.isFull()) {
            handOver(output);
        }
    }

    private void handOver(SplitOutput output) throws InterruptedException {
        if (block.entities() > 0) {
            output.block(block);
            block = newBlock();
        }
    }

    private void leaveAsFragment(Split split, int run, SplitOutput output)
            throws InterruptedException {
        if (run < 0 || batch.runEnd(run) == batch.runStart(run)) {
            return;
        }
        handOver(output);
        output.fragment(Fragment.copyOf(batch, run, split.file()));
    }

    /// Makes room behind the last run, whose next rows are still to be read.
    private void keepOpenRun(Split split, SplitOutput output) throws InterruptedException {
        if (batch.runs() == 0) {
            return;
        }
        int openRows = batch.rows() - batch.runStart(batch.runs() - 1);
        boolean first = batch.runs() == 1 && rowsLeaveAsFragment;
        boolean large = openRows > batch.capacity() / 2;
        if (large && (first || batch.capacity() >= LARGEST_CAPACITY)) {
            leaveAsFragment(split, batch.runs() - 1, output);
            rowsLeaveAsFragment = true;
            batch.retainLastKey();
        } else {
            batch.retainLastRun();
            if (large) {
                RowBatch larger = newBatch(batch.capacity() * 2);
                larger.copyFrom(batch);
                batch = larger;
            }
        }
    }

    static MalformedDataException unorderedRow(
            TableSource source,
            ResolvedPlan plan,
            int file,
            long position,
            long rowInRun,
            String key)
            throws IOException {
        String column = plan.order().getFirst().name();
        Position place = source.locate(file, position, rowInRun, column);
        return new MalformedDataException(
                Objects.requireNonNull(place),
                "entity %s: this row sorts before the row above it; --require-ordered was given; sort the input, or leave the option out to have rows put in order"
                        .formatted(key));
    }
}
