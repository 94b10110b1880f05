package dev.venturi.feature;

import dev.venturi.filter.Condition;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Schema;
import dev.venturi.table.TableSource;
import dev.venturi.table.TypeAssumptionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;

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
        return run(plan, source, sink, new BeginningAgain() {});
    }

    /// Told why a run begins again, before it does; may throw instead.
    interface BeginningAgain {
        /// A column turned out to be of another type.
        default void retyped(Field field) {}

        /// The rows of an entity turned out not to stand together.
        default void regrouped(String reason) {}
    }

    /// As above.
    RunSummary run(
            FeaturePlan plan, TableSource source, FeatureSink sink, BeginningAgain beginningAgain)
            throws IOException, InterruptedException {
        TableSource table = decidedForConditions(plan, source);
        Layout layout = null;
        int restarts = 0;
        Set<String> retyped = new HashSet<>();
        while (true) {
            FeatureRun run = new FeatureRun(plan, table, catalog, options, restarts);
            layout = layout == null ? run.layout() : layout;
            try {
                return layout.isScattered()
                        ? run.scattered(layout, sink)
                        : run.clustered(layout, sink);
            } catch (CancellationException e) {
                if (!Thread.interrupted()) {
                    throw e; // of a feature of the user's own
                }
                InterruptedException interrupted = new InterruptedException();
                interrupted.initCause(e);
                throw interrupted;
            } catch (TypeAssumptionException e) {
                Field field = decided(table, e);
                if (!retyped.add(field.name() + field.type())) {
                    throw e; // cannot happen twice for one column and type: a defect, not a table
                }
                beginningAgain.retyped(field);
                table = table.retyped(List.of(field));
            } catch (ReturnedEntityException e) {
                beginningAgain.regrouped(e.reason());
                layout =
                        new Layout(
                                Layout.Kind.SCATTERED,
                                e.reason() + ", found out on the way",
                                layout.rowsTogether());
            }
            restarts++;
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

    /// The table with the types found out of columns that conditions name and that had no value in
    /// the sample: what a literal means depends on them.
    private static TableSource decidedForConditions(FeaturePlan plan, TableSource source)
            throws IOException {
        List<Field> found = new ArrayList<>();
        for (Condition condition : plan.rows().conditions()) {
            int column = source.schema().indexOf(condition.column());
            if (column >= 0 && source.undecided(column)) {
                source.firstValue(column)
                        .filter(field -> !found.contains(field))
                        .ifPresent(found::add);
            }
        }
        return found.isEmpty() ? source : source.retyped(found);
    }

    /// What a run would do and need, without doing it; reads a few thousand rows.
    ///
    /// @param output what the output would hold in memory
    /// @throws dev.venturi.table.UsageException when the plan does not fit the table's columns
    public RunForecast forecast(FeaturePlan plan, TableSource source, OutputMemory output)
            throws IOException {
        TableSource table = decidedForConditions(plan, source);
        FeatureRun run = new FeatureRun(plan, table, catalog, options, 0);
        return run.forecast(run.layout(), output);
    }

    /// The columns that a plan would write for a table, without reading it.
    public Schema outputSchema(FeaturePlan plan, TableSource source) {
        return ResolvedPlan.of(plan, source, catalog).outputSchema();
    }
}
