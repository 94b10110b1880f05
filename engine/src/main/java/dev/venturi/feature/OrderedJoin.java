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
    private final EntityFeatures features;
    private final SequentialRows table;
    private final RunOptions options;
    private final boolean streamable;
    private @Nullable FragmentJoin open;
    private @Nullable LongSeries longSeries;
    private long tiesBetween;

    OrderedJoin(
            TableSource source,
            ResolvedPlan plan,
            Kernels kernels,
            FeatureOutput output,
            SequentialRows table,
            RunOptions options) {
        this.source = source;
        this.plan = plan;
        this.output = output;
        this.features =
                new EntityFeatures(
                        source, plan, kernels, new StandingTogether(source, plan), this::write);
        this.table = table;
        this.options = options;
        this.streamable =
                features.evaluator().programs().stream().allMatch(ColumnProgram::streamable);
    }

    /// Ties among rows of entities computed here.
    long ties() {
        return features.rowOrder().ties() + tiesBetween;
    }

    /// Entities put in order here.
    long sortedEntities() {
        return features.rowOrder().sortedEntities();
    }

    @Override
    public void begin(long position) {}

    @Override
    public void block(FeatureBlock finished) throws InterruptedException {
        closeEntity();
        features.flush();
        write(finished);
    }

    @Override
    public void fragment(Fragment fragment) throws InterruptedException {
        try {
            take(fragment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(Fragment fragment) throws IOException, InterruptedException {
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
        if (joined.bytes() > options.seriesBytes()) {
            outgrow(joined);
        }
    }

    /// The open entity no longer fits in memory.
    private void outgrow(FragmentJoin joined) throws IOException, InterruptedException {
        if (streamable) {
            LongSeries series =
                    new LongSeries(
                            plan,
                            features,
                            joined.first(),
                            source.files().get(joined.first().file()),
                            options.sorting());
            for (Fragment part : joined.parts()) {
                series.append(part);
            }
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
        features.flush();
    }

    private void closeEntity() throws InterruptedException {
        FragmentJoin joined = open;
        if (joined == null) {
            return;
        }
        open = null;
        try {
            LongSeries series = longSeries;
            if (series != null) {
                series.finish((start, rows) ->
                        table.from(
                                start.file(),
                                start.position(),
                                (_, batch) ->
                                        rows.take(
                                                batch.values,
                                                batch.exact,
                                                batch.order,
                                                batch.rows())));
                tiesBetween += series.ties();
                longSeries = null;
            } else {
                features.entity(joined.joined());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(FeatureBlock finished) throws InterruptedException {
        try {
            output.write(finished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
