package dev.venturi.pipeline.stage;

import dev.venturi.feature.FeatureCatalog;
import dev.venturi.feature.FeatureEngine;
import dev.venturi.feature.RunOptions;
import dev.venturi.feature.RunProgress;
import dev.venturi.feature.RunSummary;
import dev.venturi.spill.SpillPlace;
import dev.venturi.table.Schema;
import java.io.IOException;

/// Features per entity: the engine's run, from table to table.
record FeaturesWorker(FeaturesStep step) implements Worker {
    private static final long LEAST_REGROUP = 8L << 20;

    @Override
    public Schema check(StageCheck check) {
        FeatureEngine engine = new FeatureEngine(FeatureCatalog.installed(), RunOptions.defaults());
        return check.roles()
                .with(
                        "features",
                        () -> engine.outputSchema(step.plan(), new SchemaTable(check.input())));
    }

    @Override
    public StageTable run(StageJob job) throws IOException, InterruptedException {
        RunProgress progress = new RunProgress();
        RunOptions options =
                RunOptions.defaults()
                        .withWorkers(job.settings().workers())
                        .withRegroupBytes(Math.max(LEAST_REGROUP, job.settings().memoryBytes()))
                        .withSpill(new SpillPlace(job.settings().temporary(), Long.MAX_VALUE))
                        .withProgress(progress);
        try (StageTable.Opened input = job.input().open();
                Ticker _ =
                        Ticker.start(
                                job.context(),
                                () -> "%,d rows".formatted(progress.rows()),
                                progress::fraction)) {
            RunSummary summary =
                    new FeatureEngine(FeatureCatalog.installed(), options)
                            .run(step.plan(), input.table(), schema -> job.writer(schema, true));
            job.context().count("rows", summary.outputRows());
            summary.warnings().forEach(job.context()::warn);
        }
        return job.made();
    }
}
