package dev.venturi.pipeline.stage;

import dev.venturi.aggregate.Aggregation;
import dev.venturi.aggregate.GroupBy;
import dev.venturi.aggregate.GroupByOptions;
import dev.venturi.aggregate.GroupByPlan;
import dev.venturi.aggregate.GroupByProgress;
import dev.venturi.aggregate.GroupBySummary;
import dev.venturi.spill.SpillPlace;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One row for each group: the engine's aggregation in the stage's memory.
record AggregateWorker(AggregateStep step) implements Worker {
    private static final Pattern CALL =
            Pattern.compile("([A-Za-z_][\\w.$]*)\\s*(?:\\(([^()]*)\\))?");

    private GroupBy grouping(ClassLoader classes, Roles roles, GroupByOptions options) {
        List<Aggregation> aggregations = new ArrayList<>();
        step.compute()
                .forEach((name, text) ->
                        aggregations.add(aggregation(name, text.strip(), classes, roles)));
        return roles.with(
                "compute",
                () ->
                        new GroupBy(
                                new GroupByPlan(
                                        step.by(), aggregations, false, step.reproducible()),
                                options));
    }

    /// `rows`, `sum(price)`, `quantile(price, 0.9)`, `quantile(price, q=0.9)`, `my.Own(price)`.
    private static Aggregation aggregation(
            String name, String text, ClassLoader classes, Roles roles) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            throw roles.problem(
                    "compute",
                    "%s: expected an aggregate of a column such as sum(price), or rows, found \"%s\""
                            .formatted(name, text));
        }
        String function = call.group(1);
        String[] arguments = call.group(2) == null ? new String[0] : call.group(2).split(",");
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int a = 1; a < arguments.length; a++) {
            String[] pair = arguments[a].strip().split("=", 2);
            String bare = function.equals("quantile") ? "q" : "ddof";
            parameters.put(
                    pair.length == 2 ? pair[0].strip() : bare, pair[pair.length - 1].strip());
        }
        String column = arguments.length == 0 ? null : arguments[0].strip();
        return roles.with(
                "compute", () -> Aggregation.named(function, parameters, column, classes).as(name));
    }

    @Override
    public Schema check(StageCheck check) {
        GroupBy grouping = grouping(check.classes(), check.roles(), GroupByOptions.defaults());
        for (String by : step.by()) {
            check.roles().with("by", () -> check.input().require(by, "--by"));
        }
        return check.roles().with("compute", () -> grouping.outputSchema(check.input()));
    }

    @Override
    public StageTable run(StageJob job) throws IOException, InterruptedException {
        GroupByProgress progress = new GroupByProgress();
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
                    grouping(job.settings().classes(), job.roles(), options)
                            .run(input.table(), schema -> job.writer(schema, false));
            job.context().count("rows", summary.groups());
        }
        return job.made();
    }

    @Override
    public String state(ClassLoader classes) throws IOException {
        StringBuilder code = new StringBuilder();
        for (String text : step.compute().values()) {
            Matcher call = CALL.matcher(text.strip());
            if (call.matches() && !Aggregation.names().contains(call.group(1))) {
                code.append(OwnClasses.code(call.group(1), classes)).append('\n');
            }
        }
        return code.toString();
    }
}
