package dev.venturi.pipeline.stage;

import dev.venturi.csv.CsvOptions;
import dev.venturi.feature.FeaturePlan;
import dev.venturi.pipeline.stage.LookupStep.From;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Stages in Java, with the words of the pipeline file; to be imported statically.
public final class Steps {
    private Steps() {}

    /// Reads files: `read("orders/*.csv")`.
    public static ReadStep read(String... files) {
        return new ReadStep(List.of(files), CsvOptions.DEFAULTS, List.of());
    }

    /// Reads the rows of a query from a database.
    public static ReadDatabaseStep read(DatabaseLink database, String query) {
        return new ReadDatabaseStep(database, "", query);
    }

    /// A query; [SqlStep#over] names the tables it sees.
    public static SqlStep sql(String query) {
        return new SqlStep(query, List.of());
    }

    /// Features per entity.
    public static FeaturesStep features(String input, FeaturePlan plan) {
        return new FeaturesStep(input, plan);
    }

    /// One row for each group of rows.
    public static AggregateStep aggregate(String input) {
        return new AggregateStep(input, List.of(), Map.of(), false);
    }

    /// Rows in order.
    public static SortStep sort(String input) {
        return new SortStep(input, List.of());
    }

    /// The first rows of an order.
    public static TopStep top(String input, int count) {
        return new TopStep(input, count, List.of(), List.of());
    }

    /// The first row of each combination of values.
    public static DistinctStep distinct(String input) {
        return new DistinctStep(input, List.of());
    }

    /// Columns added from the table of another stage.
    public static LookupStep lookup(String input, String key, String from, String... add) {
        return new LookupStep(
                input,
                key,
                new From.Stage(from),
                key,
                List.of(add),
                LookupStep.Missing.KEEP,
                LookupStep.Cache.DEFAULTS);
    }

    /// Rows made of rows by a class.
    public static MapStep map(String input, Class<? extends RowMap> made) {
        return new MapStep(input, made.getName(), Map.of());
    }

    /// Rows that satisfy conditions.
    public static FilterStep filter(String input, String where) {
        return new FilterStep(input, List.of(where), "", Map.of());
    }

    /// Rows that a class lets pass.
    public static FilterStep filter(String input, Class<? extends RowTest> test) {
        return new FilterStep(input, List.of(), test.getName(), Map.of());
    }

    /// Rows whose key may be among those of another stage's table.
    public static KeysStep keysOf(String input, String key, String keysOf) {
        return new KeysStep(input, key, keysOf, key, KeysStep.USUAL_FALSE_POSITIVES);
    }

    /// Rows on a grid of times.
    public static ResampleStep resample(String input, String time, Duration every) {
        return new ResampleStep(input, List.of(), time, every, Map.of(), ResampleStep.Fill.NONE);
    }

    /// Writes a file.
    public static WriteStep write(String input, String file) {
        return new WriteStep(input, file, "", "");
    }

    /// Writes a table of a database.
    public static WriteDatabaseStep write(
            String input, DatabaseLink database, String table, WriteDatabaseStep.Mode mode) {
        return new WriteDatabaseStep(input, database, table, mode);
    }
}
