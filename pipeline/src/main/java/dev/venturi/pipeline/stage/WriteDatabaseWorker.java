package dev.venturi.pipeline.stage;

import dev.venturi.pipeline.database.DatabaseSink;
import dev.venturi.pipeline.database.WriteMode;
import dev.venturi.pipeline.graph.StageContext;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchReader;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Writes a table into one of a database: all of its rows or none.
record WriteDatabaseWorker(WriteDatabaseStep step) implements Worker {
    private WriteMode mode() {
        return switch (step.mode()) {
            case CREATE -> WriteMode.CREATE;
            case APPEND -> WriteMode.APPEND;
            case REPLACE -> WriteMode.REPLACE;
        };
    }

    @Override
    public Schema check(StageCheck check) {
        return check.roles()
                .with(
                        "table",
                        () -> {
                            // a transaction that is never committed: what it would refuse is
                            // refused now
                            DatabaseSink.open(
                                            step.database().open(),
                                            step.table(),
                                            check.input(),
                                            mode())
                                    .close();
                            return new Schema(List.of());
                        });
    }

    @Override
    public StageTable run(StageJob job) throws IOException {
        List<StageContext.Registration> hooks = new ArrayList<>();
        long written = 0;
        try (StageTable.Opened input = job.input().open()) {
            Schema schema = input.table().schema();
            List<Integer> all = IntStream.range(0, schema.fields().size()).boxed().toList();
            try (BatchReader reader = input.table().batches(all);
                    DatabaseSink sink =
                            job.roles()
                                    .with(
                                            "table",
                                            () ->
                                                    DatabaseSink.open(
                                                            step.database().open(),
                                                            step.table(),
                                                            schema,
                                                            mode(),
                                                            stop ->
                                                                    hooks.add(
                                                                            job.context()
                                                                                    .onCancel(
                                                                                            stop
                                                                                                    ::run))))) {
                for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                    sink.write(batch);
                    written += batch.rows();
                    job.context().progress("%,d rows".formatted(written), Double.NaN);
                }
                sink.commit();
            }
            job.context().count("rows", written);
        } finally {
            hooks.forEach(StageContext.Registration::close);
        }
        return new StageTable(job.context().directory(), List.of());
    }

    @Override
    public boolean isReusable() {
        return false;
    }
}
