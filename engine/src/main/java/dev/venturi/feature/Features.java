package dev.venturi.feature;

import dev.venturi.kernel.KernelChoice;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import dev.venturi.table.TableSource;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// The features of every entity of a table, asked for in Java.
///
/// ```java
/// RunSummary summary = Features.of(CsvTable.open(Path.of("readings.csv")))
///         .by("patient_id")
///         .orderBy("day")
///         .select("heart_rate", "temperature")
///         .features("mean, std, trend, quantile(0.9)")
///         .compute(row -> System.out.println(row.key() + " " + row.value("heart_rate_mean")));
/// ```
///
/// Immutable: every call gives a new request. Results come in order of first appearance on the
/// calling thread, one entity at a time; nothing is collected.
public final class Features {
    private final TableSource table;
    private final FeaturePlan plan;
    private final RunOptions options;
    private final FeatureCatalog catalog;

    private Features(
            TableSource table, FeaturePlan plan, RunOptions options, FeatureCatalog catalog) {
        this.table = table;
        this.plan = plan;
        this.options = options;
        this.catalog = catalog;
    }

    /// Features of a table, of preset `standard` unless said otherwise, with the engine's features
    /// and those installed.
    public static Features of(TableSource table) {
        return new Features(
                table, FeaturePlan.standard(), RunOptions.defaults(), FeatureCatalog.installed());
    }

    private Features with(FeaturePlan changed) {
        return new Features(table, changed, options, catalog);
    }

    /// The columns whose values name an entity.
    public Features by(String... columns) {
        return with(plan.withBy(List.of(columns)));
    }

    /// The columns that order the rows of an entity; the first is the axis of the trend.
    public Features orderBy(String... columns) {
        return with(plan.withOrderBy(List.of(columns)));
    }

    /// The columns to compute features of; without it every numeric column but keys and order.
    public Features select(String... columns) {
        return with(plan.withSelect(List.of(columns)));
    }

    /// The meaning of the features, and which are computed when none is named.
    public Features preset(Preset preset) {
        return with(plan.withPreset(preset));
    }

    /// The features to compute, as in the command: `mean, quantile(0.9),
    /// load:autocorrelation(lag=7)`.
    public Features features(String list) {
        return with(plan.withFeatures(list));
    }

    /// Only rows that satisfy conditions: `day >= 2026-06-01 and ward = 'icu'`.
    public Features where(String... conditions) {
        return with(plan.withWhere(List.of(conditions)));
    }

    /// Only rows before a cut-off: a date, a number, or the column that holds it for every entity.
    public Features asOf(String cutoff) {
        return with(plan.withAsOf(cutoff));
    }

    /// Features of the rows within each of some windows that end at the cut-off: `7d`, `30d`.
    public Features windows(String... spans) {
        return with(plan.withWindows(List.of(spans)));
    }

    /// A row for each entity and cut-off of a grid: `7d`.
    public Features every(String distance) {
        return with(plan.withEvery(distance));
    }

    /// A plan made elsewhere, in place of all the above.
    public Features plan(FeaturePlan whole) {
        return with(whole);
    }

    /// Threads that read and compute; the result does not depend on it.
    public Features workers(int count) {
        return new Features(table, plan, options.withWorkers(count), catalog);
    }

    /// Which kernels; the result does not depend on it.
    public Features kernels(KernelChoice choice) {
        return new Features(table, plan, options.withKernels(choice), catalog);
    }

    /// Every option of a run.
    public Features options(RunOptions whole) {
        return new Features(table, plan, whole, catalog);
    }

    /// The features that can be named.
    public Features catalog(FeatureCatalog known) {
        return new Features(table, plan, options, known);
    }

    /// The columns of the result, without computing it.
    public Schema schema() {
        return new FeatureEngine(catalog, options).outputSchema(plan, table);
    }

    /// Computes, and hands on every entity as it is finished.
    ///
    /// @param rows called on this thread; the row is valid during the call only
    /// @throws UsageException when the request does not fit the table, also when the type of a
    ///   column shows itself only after rows have been handed on: the message says which type to
    ///   name when opening the table
    /// @throws dev.venturi.table.MalformedDataException for the earliest bad place of the input
    public RunSummary compute(Consumer<FeatureRow> rows) throws IOException, InterruptedException {
        boolean[] handedOn = {false};
        FeatureSink sink =
                schema ->
                        new RowSink(
                                schema,
                                plan.by().size(),
                                row -> {
                                    handedOn[0] = true;
                                    rows.accept(row);
                                });
        return new FeatureEngine(catalog, options)
                .run(
                        plan,
                        table,
                        sink,
                        new FeatureEngine.BeginningAgain() {
                            @Override
                            public void retyped(Field field) {
                                if (handedOn[0]) {
                                    throw cannotBeTakenBack(field);
                                }
                            }

                            @Override
                            public void regrouped(String reason) {
                                if (handedOn[0]) {
                                    throw new UsageException(
                                            "%s, found out after results had been handed on; sort the table by its key, or write to a file"
                                                    .formatted(reason));
                                }
                            }
                        });
    }

    private static UsageException cannotBeTakenBack(Field field) {
        return new UsageException(
                ("column \"%s\" turned out to be %s (%s) after results had been handed on; name its"
                                + " type when opening the table (CsvOptions types), or write to a file")
                        .formatted(field.name(), field.type(), field.reason()));
    }

    /// Computes into a sink, such as a CSV writer.
    public RunSummary computeTo(FeatureSink sink) throws IOException, InterruptedException {
        return new FeatureEngine(catalog, options).run(plan, table, sink);
    }

    private static final class RowSink implements BatchSink {
        private final FeatureRow row;
        private final Consumer<FeatureRow> rows;

        RowSink(Schema schema, int keys, Consumer<FeatureRow> rows) {
            this.row = new FeatureRow(schema, keys);
            this.rows = rows;
        }

        @Override
        public void write(Batch batch) {
            for (int r = 0; r < batch.rows(); r++) {
                row.show(batch, r);
                rows.accept(row);
            }
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }
}
