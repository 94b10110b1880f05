package dev.venturi.pipeline.stage;

import dev.venturi.aggregate.Aggregation;
import dev.venturi.aggregate.GroupBy;
import dev.venturi.aggregate.GroupByOptions;
import dev.venturi.aggregate.GroupByPlan;
import dev.venturi.aggregate.GroupByProgress;
import dev.venturi.aggregate.GroupBySummary;
import dev.venturi.pipeline.graph.Measurement;
import dev.venturi.pipeline.sketch.Approximation;
import dev.venturi.spill.SpillPlace;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One row for each group: the engine's aggregation in the stage's memory.
record AggregateWorker(AggregateStep step) implements Worker {
    private List<Aggregation> aggregations(ClassLoader classes, Roles roles) {
        List<Aggregation> aggregations = new ArrayList<>();
        step.compute()
                .forEach((name, text) ->
                        aggregations.add(
                                roles.with(
                                        "compute",
                                        () -> AggregateWords.aggregation(name, text, classes))));
        return aggregations;
    }

    private GroupBy grouping(List<Aggregation> aggregations, Roles roles, GroupByOptions options) {
        return roles.with(
                "compute",
                () ->
                        new GroupBy(
                                new GroupByPlan(
                                        step.by(), aggregations, false, step.reproducible()),
                                options));
    }

    @Override
    public Schema check(StageCheck check) {
        GroupBy grouping =
                grouping(
                        aggregations(check.classes(), check.roles()),
                        check.roles(),
                        GroupByOptions.defaults());
        for (String by : step.by()) {
            check.roles().with("by", () -> check.input().require(by, "--by"));
        }
        return check.roles().with("compute", () -> grouping.outputSchema(check.input()));
    }

    @Override
    public StageTable run(StageJob job) throws IOException, InterruptedException {
        GroupByProgress progress = new GroupByProgress();
        List<Aggregation> aggregations = aggregations(job.settings().classes(), job.roles());
        GroupByOptions options =
                GroupByOptions.defaults()
                        .withWorkers(job.settings().workers())
                        .withMemoryBytes(job.settings().memoryBytes())
                        .withSpill(new SpillPlace(job.settings().temporary(), Long.MAX_VALUE))
                        .withProgress(progress);
        try (StageTable.Opened input = job.input().open();
                Ticker _ =
                        Ticker.start(
                                job.context(),
                                () ->
                                        "%,d rows, %,d groups"
                                                .formatted(progress.rows(), progress.groups()),
                                () -> Double.NaN)) {
            GroupBySummary summary =
                    grouping(aggregations, job.roles(), options)
                            .run(input.table(), schema -> job.writer(schema, false));
            job.context().count("rows", summary.groups());
        }
        for (Aggregation one : aggregations) {
            if (one.own() instanceof Approximation approximation && approximation.isEstimate()) {
                job.context()
                        .measure(
                                new Measurement(
                                        "error",
                                        one.output(),
                                        approximation.worstError(),
                                        approximation.errorMeaning()));
            }
        }
        return job.made();
    }

    @Override
    public String state(ClassLoader classes) throws IOException {
        StringBuilder code = new StringBuilder();
        for (String text : step.compute().values()) {
            String own = AggregateWords.ownClass(text);
            if (!own.isEmpty()) {
                code.append(OwnClasses.code(own, classes)).append('\n');
            }
        }
        return code.toString();
    }
}
