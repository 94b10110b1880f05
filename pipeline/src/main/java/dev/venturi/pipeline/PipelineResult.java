package dev.venturi.pipeline;

import dev.venturi.pipeline.graph.GraphResult;
import dev.venturi.pipeline.graph.ResultStore;
import dev.venturi.pipeline.graph.RunReport;
import dev.venturi.pipeline.stage.StageTable;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;

/// A run of a pipeline that has ended. Tables are there until it is closed; those of a store
/// longer.
public final class PipelineResult implements Closeable {
    private final GraphResult<StageTable> result;
    private final ResultStore<StageTable> store;

    PipelineResult(GraphResult<StageTable> result, ResultStore<StageTable> store) {
        this.result = result;
        this.store = store;
    }

    /// What happened, stage by stage.
    public RunReport report() {
        return result.report();
    }

    /// The Parquet files of a stage's table; none of a stage that writes.
    ///
    /// @throws dev.venturi.pipeline.graph.StageFailedException when it has none, saying why
    public List<Path> table(String stage) {
        return result.result(stage).files();
    }

    @Override
    public void close() {
        store.close();
    }
}
