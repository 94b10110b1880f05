package dev.venturi.feature;

import dev.venturi.events.KernelsSelected;
import dev.venturi.events.StageFinished;
import dev.venturi.kernel.KernelSelection;
import dev.venturi.table.BatchSink;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Schema;
import dev.venturi.table.Split;
import dev.venturi.table.TableSource;
import dev.venturi.table.TypeAssumptionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/// Computes the features of every entity of a table: splits -> entities -> kernels -> rows, in the
/// order of the table.
///
/// Workers read splits independently; an entity that lies inside one split is computed by its
/// worker while its values are in cache. What a border cuts travels as fragments to the calling
/// thread, which takes the output of the splits in order, joins fragments, and writes. The bytes
/// written depend on the table and the plan only, never on workers, splits or kernels.
///
/// A CSV split begins at a guess (the next line break may stand inside quotes). The guess is
/// checked against where the split before it ended; a wrong one is thrown away and read again from
/// the right place, so it costs time, never an answer.
public final class FeatureEngine {
    private final FeatureCatalog catalog;
    private final RunOptions options;

    /// @param catalog the features that can be named
    public FeatureEngine(FeatureCatalog catalog, RunOptions options) {
        this.catalog = catalog;
        this.options = options;
    }

    /// Runs a plan over a table.
    ///
    /// @throws dev.venturi.table.UsageException when the plan does not fit the table's columns
    /// @throws MalformedDataException for the earliest bad place of the input
    /// @throws java.io.UncheckedIOException when reading or writing fails, naming path and
    ///   operation
    /// @throws InterruptedException when the calling thread is interrupted; nothing is left behind
    public RunSummary run(FeaturePlan plan, TableSource source, FeatureSink sink)
            throws IOException, InterruptedException {
        return run(plan, source, sink, _ -> {});
    }

    /// As above.
    ///
    /// @param retyping told of a column that turned out to be of another type, before the run
    ///   begins again with it; may throw instead
    RunSummary run(FeaturePlan plan, TableSource source, FeatureSink sink, Consumer<Field> retyping)
            throws IOException, InterruptedException {
        TableSource table = source;
        int restarts = 0;
        Set<String> retyped = new HashSet<>();
        while (true) {
            try {
                return attempt(plan, table, sink, restarts);
            } catch (TypeAssumptionException e) {
                Field field = decided(table, e);
                if (!retyped.add(field.name() + field.type())) {
                    throw e; // cannot happen twice for one column and type: a defect, not a table
                }
                retyping.accept(field);
                table = table.retyped(List.of(field));
                restarts++;
            }
        }
    }

    private static Field decided(TableSource table, TypeAssumptionException broken)
            throws IOException {
        Field assumed = table.schema().fields().get(broken.column());
        Field needed =
                new Field(
                        assumed.name(),
                        broken.needed(),
                        Objects.requireNonNull(broken.getMessage()));
        return table.undecided(broken.column())
                ? table.firstValue(broken.column()).orElse(needed)
                : needed;
    }

    /// The columns that a plan would write for a table, without reading it.
    public Schema outputSchema(FeaturePlan plan, TableSource source) {
        return schemaOf(ResolvedPlan.of(plan, source.schema(), catalog));
    }

    private RunSummary attempt(FeaturePlan plan, TableSource source, FeatureSink sink, int restarts)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        StageFinished stage = new StageFinished();
        stage.begin();
        ResolvedPlan resolved = ResolvedPlan.of(plan, source.schema(), catalog);
        List<Split> splits = source.splits(options.splitBytes());
        int workers = Math.max(1, Math.min(options.workers(), splits.size()));
        KernelSelection kernels =
                KernelSelection.select(options.kernels(), expectedValues(source, resolved));
        KernelsSelected selected = new KernelsSelected();
        selected.reason = kernels.reason();
        selected.commit();
        options.progress().start(source.bytes());
        long predicted =
                MemoryModel.predictedPeakBytes(resolved, source, workers, kernels.vector());
        try (BatchSink rows = sink.open(schemaOf(resolved))) {
            SequentialRows again = new SequentialRows(source, resolved, splits);
            FeatureOutput output = new FeatureOutput(source, resolved, rows, again);
            OrderedJoin join =
                    new OrderedJoin(
                            source,
                            resolved,
                            kernels.create(),
                            output,
                            again,
                            options.seriesBytes());
            SplitSchedule schedule =
                    new SplitSchedule(
                            source, resolved, kernels, splits, workers, options.progress());
            SplitSchedule.Totals totals = schedule.run(join, output::note);
            join.finish();
            if (totals.rows() == 0) {
                throw new MalformedDataException(
                        Position.ofFile(String.join(", ", source.files())),
                        "found no rows; expected at least one row of data below the header");
            }
            List<String> warnings = output.finish();
            stage.stage = "features";
            stage.rows = totals.rows();
            stage.entities = output.entities();
            stage.commit();
            return new RunSummary(
                    totals.rows(),
                    output.entities(),
                    source.files().size(),
                    source.bytes(),
                    (System.nanoTime() - started) / 1e9,
                    workers,
                    kernels.reason(),
                    predicted,
                    0,
                    "clustered",
                    source.unprotectedFiles(),
                    totals.ties() + join.ties(),
                    totals.sorted() + join.sortedEntities(),
                    totals.overflowedToInfinity(),
                    totals.readAgain(),
                    restarts,
                    output.finalFields(),
                    warnings);
        }
    }

    /// About how many values will pass the kernels, to decide whether compiling vector code pays: a
    /// CSV field with its delimiter takes some five bytes.
    private static long expectedValues(TableSource source, ResolvedPlan plan) {
        int columns = Math.max(1, source.schema().fields().size());
        return source.rows().orElse(source.bytes() / 5 / columns) * plan.columns().size();
    }

    private static Schema schemaOf(ResolvedPlan plan) {
        List<Field> fields = new ArrayList<>();
        for (Field key : plan.keys()) {
            boolean whole = key.type() == ColumnType.INT64;
            fields.add(new Field(key.name(), whole ? ColumnType.INT64 : ColumnType.TEXT, "key"));
        }
        for (ResolvedPlan.ValueColumn column : plan.columns()) {
            for (FeatureDefinition feature : column.features()) {
                ColumnType type =
                        switch (feature.contract().result()) {
                            case INT64 -> ColumnType.INT64;
                            case FLOAT64 -> ColumnType.FLOAT64;
                            case AS_COLUMN ->
                                    column.field().type() == ColumnType.FLOAT64
                                            ? ColumnType.FLOAT64
                                            : ColumnType.INT64;
                        };
                fields.add(
                        new Field(
                                feature.outputName(column.field().name()),
                                type,
                                feature.toString()));
            }
        }
        return new Schema(fields);
    }
}
