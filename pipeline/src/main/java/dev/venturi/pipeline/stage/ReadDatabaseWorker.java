package dev.venturi.pipeline.stage;

import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.pipeline.database.DatabaseRows;
import dev.venturi.pipeline.database.DatabaseSource;
import dev.venturi.pipeline.graph.StageContext;
import dev.venturi.table.Batch;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads rows of a database. Done again by every run, for nobody knows whether they have changed;
/// stages behind it are not when they have not.
record ReadDatabaseWorker(ReadDatabaseStep step) implements Worker {
    private DatabaseSource source(Roles roles) {
        return step.table().isEmpty()
                ? DatabaseSource.query(step.database().open(), step.query())
                : roles.with(
                        "table", () -> DatabaseSource.table(step.database().open(), step.table()));
    }

    @Override
    public Schema check(StageCheck check) {
        DatabaseSource source = source(check.roles());
        DatabaseSource none =
                DatabaseSource.query(
                        source.database(),
                        "SELECT * FROM (%s) AS looked_at WHERE 1 = 0".formatted(source.query()));
        return check.roles()
                .with(
                        "query",
                        () -> {
                            try (DatabaseRows rows = none.open()) {
                                return rows.schema();
                            }
                        });
    }

    @Override
    public StageTable run(StageJob job) throws IOException {
        List<StageContext.Registration> hooks = new ArrayList<>();
        DatabaseSource source = source(job.roles());
        long read = 0;
        try (DatabaseRows rows = source.open(stop -> hooks.add(job.context().onCancel(stop::run)));
                ParquetWriter writer = job.writer(rows.schema(), false)) {
            rows.schema()
                    .leftOut()
                    .forEach((name, holds) ->
                            job.context()
                                    .warn(
                                            "column \"%s\" holds %s, which is not read"
                                                    .formatted(name, holds)));
            for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
                writer.write(batch);
                read += batch.rows();
                job.context().progress("%,d rows".formatted(read), Double.NaN);
            }
            writer.commit();
            job.context().count("rows", read);
        } finally {
            hooks.forEach(StageContext.Registration::close);
        }
        return job.made();
    }

    @Override
    public boolean isReusable() {
        return false;
    }
}
