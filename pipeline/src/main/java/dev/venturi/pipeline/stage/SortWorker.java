package dev.venturi.pipeline.stage;

import dev.venturi.sort.Distinct;
import dev.venturi.sort.ExternalSort;
import dev.venturi.sort.SortOptions;
import dev.venturi.sort.SortSummary;
import dev.venturi.sort.SortTarget;
import dev.venturi.sort.TopK;
import dev.venturi.spill.SpillPlace;
import dev.venturi.table.FileTable;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.util.List;

/// Rows in order, the first of them, and rows without repeats: the engine's sort in the stage's
/// memory.
///
/// @param step a [SortStep], [TopStep] or [DistinctStep]
record SortWorker(Step step) implements Worker {
    /// What the engine does of a table.
    private interface Work {
        SortSummary run(FileTable table, SortTarget target)
                throws IOException, InterruptedException;
    }

    @Override
    public Schema check(StageCheck check) {
        work(check.input(), check.roles(), SortOptions.defaults());
        return check.input();
    }

    private Work work(Schema schema, Roles roles, SortOptions options) {
        return switch (step) {
            case SortStep sort ->
                    ExternalSort.by(SortWords.parse(sort.by(), schema, roles)).options(options)
                            ::run;
            case TopStep top -> {
                requireColumns("per", top.per(), schema, roles);
                TopK first =
                        TopK.of(top.count(), SortWords.parse(top.by(), schema, roles))
                                .options(options);
                yield (top.per().isEmpty() ? first : first.perGroup(top.per()))::run;
            }
            case DistinctStep distinct -> {
                requireColumns("by", distinct.by(), schema, roles);
                yield Distinct.of(distinct.by()).options(options)::run;
            }
            default -> throw new IllegalStateException(step.type());
        };
    }

    private static void requireColumns(
            String key, List<String> columns, Schema schema, Roles roles) {
        for (String column : columns) {
            roles.with(key, () -> schema.require(column, "--" + key));
        }
    }

    @Override
    public StageTable run(StageJob job) throws IOException, InterruptedException {
        try (StageTable.Opened input = job.input().open()) {
            Work work = work(input.table().schema(), job.roles(), options(job));
            SortSummary summary =
                    work.run(input.table(), schema -> job.writer(schema, input.nanIsResult()));
            job.context().count("rows", summary.rows());
        }
        return job.made();
    }

    /// How a stage sorts.
    static SortOptions options(StageJob job) {
        return SortOptions.defaults()
                .withWorkers(job.settings().workers())
                .withMemoryBytes(Math.max(SortOptions.LEAST_MEMORY, job.settings().memoryBytes()))
                .withSpill(new SpillPlace(job.settings().temporary(), Long.MAX_VALUE))
                .withListener(made -> {
                    job.context().checkCancelled();
                    job.context().progress(made.step(), made.share());
                });
    }
}
