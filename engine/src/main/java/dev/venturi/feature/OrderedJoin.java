package dev.venturi.feature;

import dev.venturi.kernel.Kernels;
import dev.venturi.series.Fragment;
import dev.venturi.series.FragmentJoin;
import dev.venturi.table.EntityKey;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.TableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Takes the output of all splits in the order of the table, joins what split borders cut, and
/// passes finished entities on. One thread.
final class OrderedJoin implements SplitOutput {
    private final TableSource source;
    private final ResolvedPlan plan;
    private final FeatureOutput output;
    private final EntityEvaluator evaluator;
    private final SequentialRows table;
    private final long seriesBytes;
    private final boolean streamable;
    private final boolean[] keepsType;
    private @Nullable FragmentJoin open;
    private @Nullable LongSeries longSeries;
    private @Nullable FeatureBlock block;
    private long tiesBetween;

    OrderedJoin(
            TableSource source,
            ResolvedPlan plan,
            Kernels kernels,
            FeatureOutput output,
            SequentialRows table,
            long seriesBytes) {
        this.source = source;
        this.plan = plan;
        this.output = output;
        this.evaluator = new EntityEvaluator(plan, kernels);
        this.table = table;
        this.seriesBytes = seriesBytes;
        this.streamable = evaluator.programs().stream().allMatch(ColumnProgram::streamable);
        this.keepsType = plan.keepsType();
    }

    /// Ties among rows of entities computed here.
    long ties() {
        return evaluator.rowOrder().ties() + tiesBetween;
    }

    /// Entities put in order here.
    long sortedEntities() {
        return evaluator.rowOrder().sortedEntities();
    }

    @Override
    public void begin(long position) {}

    @Override
    public void block(FeatureBlock finished) throws InterruptedException {
        closeEntity();
        flush();
        write(finished);
    }

    @Override
    public void fragment(Fragment fragment) throws InterruptedException {
        FragmentJoin joined = open;
        if (joined == null || !joined.first().key().equals(fragment.key())) {
            closeEntity();
            joined = new FragmentJoin(fragment);
            open = joined;
        } else if (longSeries != null) {
            longSeries.append(fragment);
            return;
        } else {
            joined.append(fragment);
        }
        if (joined.bytes() > seriesBytes) {
            outgrow(joined);
        }
    }

    /// The open entity no longer fits in memory.
    private void outgrow(FragmentJoin joined) {
        if (streamable) {
            LongSeries series =
                    new LongSeries(
                            plan,
                            evaluator,
                            joined.first(),
                            source.files().get(joined.first().file()));
            joined.parts().forEach(series::append);
            joined.forgetRows();
            longSeries = series;
            return;
        }
        requireMemory(
                source.files().get(joined.first().file()),
                joined.first().key(),
                joined.rows(),
                joined.bytes());
    }

    /// Refuses an entity that some features need in memory and that is too long for it.
    ///
    /// @param bytes of its columns
    static void requireMemory(String file, EntityKey key, long rows, long bytes) {
        long needed = bytes * 3; // the parts, the joined arrays, the sorted copy of a column
        if (needed > Runtime.getRuntime().maxMemory()) {
            throw new MalformedDataException(
                    Position.ofFile(file),
                    ("entity %s: %,d rows and more: its quantiles need all values in memory, at least %,d MB where the limit is %,d MB; "
                                    + "leave out median, quantile and features of your own, or give the command more memory")
                            .formatted(
                                    key,
                                    rows,
                                    needed >> 20,
                                    Runtime.getRuntime().maxMemory() >> 20));
        }
    }

    @Override
    public void end(SplitFacts facts) {}

    /// Ends the table: the last entity is complete.
    void finish() throws InterruptedException {
        closeEntity();
        flush();
    }

    private void closeEntity() throws InterruptedException {
        FragmentJoin joined = open;
        if (joined == null) {
            return;
        }
        open = null;
        try {
            Fragment first = joined.first();
            LongSeries series = longSeries;
            long length = series == null ? joined.rows() : series.rows();
            FeatureBlock target = block();
            int entity = target.add(first.key(), first.file(), first.position(), length);
            if (series != null) {
                series.finish(
                        rows ->
                                table.from(
                                        first.file(),
                                        first.position(),
                                        (_, batch) ->
                                                rows.take(
                                                        batch.values,
                                                        batch.exact,
                                                        batch.order,
                                                        batch.rows())),
                        target.cells,
                        entity);
                tiesBetween += series.ties();
                longSeries = null;
            } else {
                evaluate(joined.joined(), target, entity);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void evaluate(Fragment all, FeatureBlock target, int entity) throws IOException {
        int unordered = evaluator.firstUnordered(all.order(), 0, all.rows());
        if (unordered >= 0 && plan.plan().requireOrdered()) {
            throw SplitRun.unorderedRow(
                    source, plan, all.file(), all.position(), unordered, all.key().toString());
        }
        evaluator.evaluate(
                all.values(),
                all.exact(),
                all.order(),
                0,
                all.rows(),
                unordered,
                target.cells,
                entity);
    }

    private FeatureBlock block() throws InterruptedException {
        FeatureBlock current = block;
        if (current == null || current.isFull()) {
            flush();
            current = new FeatureBlock(keepsType, plan.keys().size());
            block = current;
        }
        return current;
    }

    private void flush() throws InterruptedException {
        FeatureBlock current = block;
        if (current != null && current.entities() > 0) {
            write(current);
        }
        block = null;
    }

    private void write(FeatureBlock finished) throws InterruptedException {
        try {
            output.write(finished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
