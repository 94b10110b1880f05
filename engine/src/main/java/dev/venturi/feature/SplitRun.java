package dev.venturi.feature;

import dev.venturi.events.EngineEvents;
import dev.venturi.events.SplitRead;
import dev.venturi.kernel.KernelSelection;
import dev.venturi.series.Fragment;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TableSource;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads splits and computes the entities that lie inside them: what one worker does. One instance
/// per thread.
final class SplitRun implements SplitWork {
    /// Bytes of a fresh batch: the size of a second-level cache.
    private static final int FIRST_BYTES = 1 << 20;

    private static final int FEWEST_ROWS = 1024;
    private static final int MOST_ROWS = 16_384;

    /// How many times larger the largest batch is: an entity with more rows leaves the worker in
    /// pieces.
    private static final int LARGEST = 2;

    private final TableSource source;
    private final ResolvedPlan plan;
    private final boolean vectors;
    private final EntityFeatures features;
    private final RunProgress progress;
    private RowBatch batch;
    private boolean rowsLeaveAsFragment;
    private @Nullable SplitOutput output;

    SplitRun(TableSource source, ResolvedPlan plan, KernelSelection kernels, RunProgress progress) {
        this.source = source;
        this.plan = plan;
        this.vectors = kernels.vector();
        this.features =
                new EntityFeatures(
                        source,
                        plan,
                        kernels.create(),
                        new StandingTogether(source, plan),
                        this::handOver);
        this.progress = progress;
        this.batch = newBatch(firstRows(plan));
    }

    /// Rows of a fresh batch.
    static int firstRows(ResolvedPlan plan) {
        int columns = plan.columns().size() + plan.projection().order().size();
        return Math.clamp(
                FIRST_BYTES / Double.BYTES / Math.max(1, columns), FEWEST_ROWS, MOST_ROWS);
    }

    private RowBatch newBatch(int capacity) {
        return new RowBatch(
                plan.keys().size(),
                plan.projection().order().size(),
                plan.columns().size(),
                capacity);
    }

    @Override
    public void run(Split split, SplitOutput into) throws IOException, InterruptedException {
        output = into;
        SplitRead event = EngineEvents.split();
        long rows = 0;
        long dropped = 0;
        long tiesBefore = features.rowOrder().ties();
        long sortedBefore = features.rowOrder().sortedEntities();
        batch.clear();
        features.discard();
        rowsLeaveAsFragment = true; // the first entity may have begun in the split before
        try (SplitReader reader = source.open(split, plan.projection(), vectors)) {
            into.begin(reader.begin());
            boolean more = true;
            long bytesSeen = 0;
            while (more) {
                int rowsBefore = batch.rows();
                more = reader.read(batch);
                long droppedNow = batch.takeRemoved();
                long rowsNow = (long) batch.rows() - rowsBefore + droppedNow;
                rows += rowsNow;
                dropped += droppedNow;
                takeClosedRuns(split);
                if (more) {
                    keepOpenRun(split);
                }
                long bytes = reader.bytesRead();
                progress.add(bytes - bytesSeen, rowsNow);
                bytesSeen = bytes;
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            leaveAsFragment(split, batch.runs() - 1);
            features.flush();
            EngineEvents.end(
                    event,
                    source.files().get(split.file()),
                    reader.begin(),
                    bytesSeen,
                    rows,
                    split.exact() && split.from() > 0);
            into.end(
                    facts(
                            reader,
                            plan,
                            rows,
                            dropped,
                            features.rowOrder().ties() - tiesBefore,
                            features.rowOrder().sortedEntities() - sortedBefore));
        }
    }

    /// What a reader that has come to its end says of its split.
    static SplitFacts facts(
            SplitReader reader,
            ResolvedPlan plan,
            long rows,
            long dropped,
            long ties,
            long sorted) {
        boolean[] fractional = new boolean[plan.columns().size()];
        for (int c = 0; c < fractional.length; c++) {
            fractional[c] = reader.fractional(c);
        }
        return new SplitFacts(
                reader.end(),
                rows,
                dropped,
                fractional,
                reader.overflowedToInfinity(),
                ties,
                sorted);
    }

    /// Every run but the last is complete: another entity follows it.
    private void takeClosedRuns(Split split) throws IOException, InterruptedException {
        for (int run = 0; run < batch.runs() - 1; run++) {
            if (rowsLeaveAsFragment) {
                leaveAsFragment(split, run);
                rowsLeaveAsFragment = false;
            } else {
                features.entity(batch, run, split.file());
            }
        }
    }

    private void handOver(FeatureBlock finished) throws InterruptedException {
        Objects.requireNonNull(output).block(finished);
    }

    private void leaveAsFragment(Split split, int run) throws InterruptedException {
        if (run < 0 || batch.runEnd(run) == batch.runStart(run)) {
            return;
        }
        features.flush();
        Objects.requireNonNull(output).fragment(Fragment.copyOf(batch, run, split.file()));
    }

    /// Makes room behind the last run, whose next rows are still to be read.
    private void keepOpenRun(Split split) throws InterruptedException {
        if (batch.runs() == 0) {
            return;
        }
        int openRows = batch.rows() - batch.runStart(batch.runs() - 1);
        boolean first = batch.runs() == 1 && rowsLeaveAsFragment;
        boolean large = openRows > batch.capacity() / 2;
        if (large && (first || batch.capacity() >= LARGEST * firstRows(plan))) {
            leaveAsFragment(split, batch.runs() - 1);
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
}
