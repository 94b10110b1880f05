package dev.venturi.pipeline.stage;

import dev.venturi.table.Internal;
import dev.venturi.table.Schema;
import java.io.IOException;

/// Checks and does what steps say.
@Internal
public final class Workers {
    private Workers() {}

    /// Holds a step against the columns it will be given.
    ///
    /// @return the columns of its table
    public static Schema check(Step step, StageCheck check) throws IOException {
        return of(step).check(check);
    }

    /// Does it.
    public static StageTable run(Step step, StageJob job) throws Exception {
        return of(step).run(job);
    }

    /// What decides its result beside the step and its inputs.
    public static String state(Step step, ClassLoader classes) throws IOException {
        return of(step).state(classes);
    }

    /// Whether a kept result may stand for doing it.
    public static boolean isReusable(Step step) {
        return of(step).isReusable();
    }

    /// Whether rows that it cannot use may be put aside.
    public static boolean puttingRowsAside(Step step) {
        return switch (step) {
            case ReadStep _, MapStep _, FilterStep _, LookupStep _, ResampleStep _ -> true;
            case ReadDatabaseStep _,
                    SqlStep _,
                    FeaturesStep _,
                    AggregateStep _,
                    SortStep _,
                    TopStep _,
                    DistinctStep _,
                    KeysStep _,
                    WriteStep _,
                    WriteDatabaseStep _ ->
                    false;
        };
    }

    private static Worker of(Step step) {
        return switch (step) {
            case ReadStep read -> new ReadWorker(read);
            case SqlStep sql -> new SqlWorker(sql);
            case FeaturesStep features -> new FeaturesWorker(features);
            case MapStep map -> new MapWorker(map);
            case FilterStep filter -> new FilterWorker(filter);
            case KeysStep keys -> new KeysWorker(keys);
            case WriteStep write -> new WriteWorker(write);
            case SortStep _, TopStep _, DistinctStep _ -> new SortWorker(step);
            case ResampleStep resample -> new ResampleWorker(resample);
            case ReadDatabaseStep read -> new ReadDatabaseWorker(read);
            case AggregateStep aggregate -> new AggregateWorker(aggregate);
            case LookupStep lookup -> new LookupWorker(lookup);
            case WriteDatabaseStep write -> new WriteDatabaseWorker(write);
        };
    }
}
