package dev.venturi.feature;

import dev.venturi.events.EngineEvents;
import dev.venturi.events.StageFinished;
import dev.venturi.filter.Condition;
import dev.venturi.kernel.KernelSelection;
import dev.venturi.series.Fragment;
import dev.venturi.spill.SpillDirectory;
import dev.venturi.spill.SpillStore;
import dev.venturi.table.BatchSink;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Split;
import dev.venturi.table.SplitPlan;
import dev.venturi.table.TableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One attempt to run a plan over a table, by one of two ways: entities whose rows stand together
/// are computed where they are read; else rows are first divided by entity.
final class FeatureRun {
    /// What of the memory for regrouping the blocks of rows may take before they go to disk.
    private static final int ROWS_IN_MEMORY = 4;

    /// Bytes of finished entities that stay in memory until they are in order.
    private static final long RESULTS_BYTES = 16L << 20;

    private static final long SORTED_BYTES = 24L << 20;

    /// What of it a run of finished entities may take that is sorted.
    private static final int SORTED_IN_MEMORY = 4;

    private final TableSource source;
    private final RunOptions options;
    private final int restarts;
    private final long started = System.nanoTime();
    private final ResolvedPlan plan;
    private final SplitPlan pieces;
    private final List<Split> splits;
    private final int workers;
    private final KernelSelection kernels;
    private final long expectedRows;

    FeatureRun(
            FeaturePlan plan,
            TableSource source,
            FeatureCatalog catalog,
            RunOptions options,
            int restarts) {
        this.source = source;
        this.options = options;
        this.restarts = restarts;
        this.plan = ResolvedPlan.of(plan, source, catalog);
        this.pieces = source.splitPlan(options.splitBytes(), this.plan.projection());
        this.splits = pieces.splits();
        this.workers = Math.max(1, Math.min(options.workers(), splits.size()));
        this.expectedRows = source.rows().orElse(guessedRows(source));
        this.kernels =
                KernelSelection.select(
                        options.kernels(), expectedRows * this.plan.columns().size());
    }

    /// A CSV field with its delimiter takes some five bytes.
    private static long guessedRows(TableSource source) {
        return source.bytes() / 5 / Math.max(1, source.schema().fields().size());
    }

    Layout layout() throws IOException {
        return new LayoutProbe(source, plan, splits).find();
    }

    /// Computes entities where they are read.
    ///
    /// @throws ReturnedEntityException when the rows of one do not stand together
    RunSummary clustered(Layout layout, FeatureSink sink) throws IOException, InterruptedException {
        long predicted = memory(expectedRows, sink.memory()).clustered(layout);
        StageFinished stage = begin(RunProgress.Phase.READING, predicted);
        try (SpillStore results = results();
                BatchSink rows = sink.open(plan.outputSchema())) {
            SequentialRows again = new SequentialRows(source, plan, splits);
            OrderedRows ordered = plan.plan().sortOutput() ? byKey(results) : null;
            FeatureOutput output = new FeatureOutput(source, plan, rows, again, ordered, false);
            OrderedJoin join =
                    new OrderedJoin(source, plan, kernels.create(), output, again, options);
            SplitSchedule.Totals totals =
                    new SplitSchedule(
                                    () -> new SplitRun(source, plan, kernels, options.progress()),
                                    splits,
                                    workers)
                            .run(join, output::note);
            join.finish();
            requireRows(totals);
            requireOutput(output);
            List<String> warnings = output.finish();
            return summary(
                    stage,
                    layout,
                    output,
                    totals,
                    totals.ties() + join.ties(),
                    totals.sorted() + join.sortedEntities(),
                    predicted,
                    results.bytesOnDisk(),
                    warnings);
        }
    }

    /// Divides rows by entity, then computes the entities of each part.
    RunSummary scattered(Layout layout, FeatureSink sink) throws IOException, InterruptedException {
        RowSample sample = sample();
        Partitioning shape = shape(sample);
        long predicted =
                memory(sample.keptRows(), sink.memory()).scattered(shape, inMemory(sample));
        StageFinished stage = begin(RunProgress.Phase.DIVIDING, predicted);
        try (SpillStore results = results();
                SpillStore store = storeFor(sample);
                BatchSink rows = sink.open(plan.outputSchema())) {
            SequentialRows again = new SequentialRows(source, plan, splits);
            OrderedRows ordered =
                    plan.plan().sortOutput()
                            ? byKey(results)
                            : new OrderedRows(results, null, 0, options.progress());
            FeatureOutput output = new FeatureOutput(source, plan, rows, again, ordered, true);
            PartitionedRows divided = new PartitionedRows(shape.partitions());
            SplitSchedule.Totals read =
                    new SplitSchedule(
                                    () ->
                                            new PartitionRun(
                                                    source,
                                                    plan,
                                                    kernels.vector(),
                                                    shape,
                                                    store,
                                                    options.progress()),
                                    splits,
                                    workers)
                            .run(divided, output::note);
            requireRows(read);
            options.progress().enter(RunProgress.Phase.COMPUTING, read.rows() - read.dropped());
            SplitSchedule.Totals computed =
                    new SplitSchedule(
                                    () ->
                                            new PartitionEntities(
                                                    source,
                                                    plan,
                                                    kernels,
                                                    shape,
                                                    divided,
                                                    store,
                                                    options,
                                                    new StandingApart(source, plan, again)),
                                    divided.splits(),
                                    workers)
                            .run(new ComputedPartitions(output), _ -> {});
            requireOutput(output);
            List<String> warnings = output.finish();
            return summary(
                    stage,
                    layout,
                    output,
                    read,
                    computed.ties(),
                    computed.sorted(),
                    predicted,
                    store.bytesOnDisk() + results.bytesOnDisk(),
                    warnings);
        }
    }

    /// What this run would do.
    ///
    /// @param output what its output holds
    RunForecast forecast(Layout layout, OutputMemory output) throws IOException {
        RowSample sample = sample();
        Path temporary = options.spill().directory();
        long spilled =
                layout.isScattered()
                        ? Math.max(
                                0, sample.packedBytes() - options.regroupBytes() / ROWS_IN_MEMORY)
                        : 0;
        return new RunForecast(
                layout,
                source.files().size(),
                source.bytes(),
                sample.rows(),
                source.rows().isPresent(),
                splits.size(),
                workers,
                kernels.reason(),
                layout.isScattered() ? shape(sample).partitions() : 0,
                layout.isScattered()
                        ? memory(sample.keptRows(), output)
                                .scattered(shape(sample), inMemory(sample))
                        : memory(sample.rows(), output).clustered(layout),
                spilled,
                temporary,
                temporary == null
                        ? OptionalLong.empty()
                        : SpillDirectory.usableBytes(temporary)
                                .map(OptionalLong::of)
                                .orElse(OptionalLong.empty()),
                RunPace.seconds(source, plan, layout, sample.rows(), workers));
    }

    private @Nullable StageFinished begin(RunProgress.Phase phase, long predicted) {
        StageFinished stage = EngineEvents.stage();
        EngineEvents.kernels(kernels.reason());
        options.progress().start(phase, source.bytes(), predicted);
        return stage;
    }

    private MemoryModel memory(long rows, OutputMemory output) {
        return new MemoryModel(source, plan, options, workers, rows, output);
    }

    /// Bytes of packed rows that stay in memory.
    private long inMemory(RowSample sample) {
        return Math.min(sample.packedBytes(), options.regroupBytes() / ROWS_IN_MEMORY);
    }

    private RowSample sample() throws IOException {
        return RowSample.of(source, plan, pieces, expectedRows);
    }

    private Partitioning shape(RowSample sample) {
        return Partitioning.of(
                sample.keptRows(),
                PartitionEntities.bytesPerRow(plan),
                workers,
                options.regroupBytes());
    }

    private SpillStore storeFor(RowSample sample) {
        SpillStore store = store();
        if (plan.projection().filters().isEmpty()) { // else writing will tell how much is kept
            store.requireRoom(sample.packedBytes());
        }
        return store;
    }

    /// Holds finished entities until they are in order.
    private SpillStore results() {
        return new SpillStore(
                options.spill(), Math.min(options.regroupBytes() / ROWS_IN_MEMORY, RESULTS_BYTES));
    }

    private SpillStore store() {
        return new SpillStore(options.spill(), options.regroupBytes() / ROWS_IN_MEMORY);
    }

    private OrderedRows byKey(SpillStore store) {
        return new OrderedRows(
                store,
                new KeyOrder(plan.keys().size()),
                Math.min(options.regroupBytes() / SORTED_IN_MEMORY, SORTED_BYTES),
                options.progress());
    }

    private void requireRows(SplitSchedule.Totals totals) {
        if (totals.rows() > totals.dropped()) {
            return;
        }
        long there = totals.rows() + pieces.rowsSkipped();
        String files = String.join(", ", source.files());
        if (there == 0 && pieces.filesSkipped() == 0) {
            throw new MalformedDataException(
                    Position.ofFile(files),
                    "found no rows; expected at least one row of data below the header");
        }
        String conditions =
                plan.plan().rows().conditions().stream()
                        .map(Condition::toString)
                        .collect(Collectors.joining(" and "));
        throw new MalformedDataException(
                Position.ofFile(files),
                "--where left nothing: %s satisfies %s; missing values satisfy only \"is null\""
                        .formatted(
                                there > 0 ? "none of its %,d rows".formatted(there) : "no row",
                                conditions));
    }

    private void requireOutput(FeatureOutput output) {
        if (output.rows() == 0) {
            throw new MalformedDataException(
                    Position.ofFile(String.join(", ", source.files())),
                    "no entity has a row before its first cut-off; --as-of %s is before every row"
                            .formatted(plan.plan().rows().asOf()));
        }
    }

    private RunSummary summary(
            @Nullable StageFinished stage,
            Layout layout,
            FeatureOutput output,
            SplitSchedule.Totals read,
            long ties,
            long sortedEntities,
            long predicted,
            long spilled,
            List<String> warnings) {
        EngineEvents.end(stage, "features", read.rows(), output.entities());
        return new RunSummary(
                read.rows(),
                read.rows() - read.dropped(),
                pieces.rowGroupsSkipped(),
                pieces.filesSkipped(),
                output.entities(),
                output.rows(),
                source.files().size(),
                source.bytes(),
                (System.nanoTime() - started) / 1e9,
                workers,
                kernels.reason(),
                predicted,
                spilled,
                layout,
                source.unprotectedFiles(),
                ties,
                sortedEntities,
                read.overflowedToInfinity(),
                read.readAgain(),
                restarts,
                output.finalFields(),
                warnings);
    }

    /// Writes the entities of each partition as they come.
    private record ComputedPartitions(FeatureOutput output) implements SplitOutput {
        @Override
        public void begin(long position) {}

        @Override
        public void block(FeatureBlock block) throws InterruptedException {
            try {
                output.write(block);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void fragment(Fragment fragment) {
            throw new IllegalStateException("entities of a partition are whole");
        }

        @Override
        public void end(@Nullable SplitFacts facts) {}
    }
}
