package dev.venturi.feature;

import dev.venturi.table.RowBatch;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TableSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads a table again from a place on, one batch after the other, by one thread: for a series
/// longer than memory and for the place of an error.
final class SequentialRows {
    private static final int CAPACITY = 16_384;

    /// Looks at the rows of a batch; the batch is emptied afterwards.
    interface BatchVisitor {
        /// Takes one batch and says whether to go on.
        boolean visit(int file, RowBatch batch) throws IOException, InterruptedException;
    }

    private final TableSource source;
    private final ResolvedPlan plan;
    private final List<Split> splits;

    SequentialRows(TableSource source, ResolvedPlan plan, List<Split> splits) {
        this.source = source;
        this.plan = plan;
        this.splits = splits;
    }

    /// Visits all rows from a position on that is known to be the start of a row.
    void from(int file, long position, BatchVisitor visitor)
            throws IOException, InterruptedException {
        RowBatch batch =
                new RowBatch(
                        plan.keys().size(),
                        plan.projection().order().size(),
                        plan.columns().size(),
                        CAPACITY);
        for (Split whole : wholeFiles()) {
            if (whole.file() < file) {
                continue;
            }
            if (whole.file() == file && whole.to() <= position) {
                continue;
            }
            long from = whole.file() == file ? Math.max(position, whole.from()) : whole.from();
            try (SplitReader reader =
                    source.open(
                            new Split(whole.file(), from, whole.to(), true), plan.projection())) {
                boolean more = true;
                while (more) {
                    batch.clear();
                    more = reader.read(batch);
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    if (!visitor.visit(whole.file(), batch)) {
                        return;
                    }
                }
            }
        }
    }

    /// Visits all rows of the table.
    void all(BatchVisitor visitor) throws IOException, InterruptedException {
        if (!splits.isEmpty()) {
            from(splits.getFirst().file(), splits.getFirst().from(), visitor);
        }
    }

    /// The splits, joined where nothing lies between them.
    private List<Split> wholeFiles() {
        List<Split> files = new ArrayList<>();
        for (Split split : splits) {
            Split last = files.isEmpty() ? null : files.getLast();
            if (last != null && last.file() == split.file() && last.to() == split.from()) {
                files.set(files.size() - 1, new Split(last.file(), last.from(), split.to(), true));
            } else {
                files.add(split);
            }
        }
        return files;
    }
}
