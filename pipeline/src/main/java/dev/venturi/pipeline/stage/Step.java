package dev.venturi.pipeline.stage;

import java.util.List;

/// What a stage does: makes a table of the tables of other stages. Immutable; compared by content,
/// which together with its inputs decides whether a kept result can be used again.
public sealed interface Step
        permits ReadStep,
                ReadDatabaseStep,
                SqlStep,
                FeaturesStep,
                AggregateStep,
                SortStep,
                TopStep,
                DistinctStep,
                LookupStep,
                MapStep,
                FilterStep,
                KeysStep,
                ResampleStep,
                WriteStep,
                WriteDatabaseStep {
    /// The word for it in a pipeline file: `sql`.
    String type();

    /// Names of the stages whose tables it takes, in the order in which it takes them.
    List<String> inputs();
}
