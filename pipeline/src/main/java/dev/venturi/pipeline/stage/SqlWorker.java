package dev.venturi.pipeline.stage;

import dev.venturi.pipeline.graph.StageContext;
import dev.venturi.table.Schema;
import dev.venturi.table.TemporaryFiles;
import dev.venturi.table.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/// A query by an embedded DuckDB, which a timeout or another failure cancels at once.
record SqlWorker(SqlStep step) implements Worker {
    private static final long LEAST_MEMORY = 64L << 20;

    @Override
    public Schema check(StageCheck check) {
        try (DuckDatabase database = DuckDatabase.open()) {
            for (int i = 0; i < step.inputs().size(); i++) {
                database.add(step.inputs().get(i), check.inputs().get(i));
            }
            database.seal(List.of());
            return shaped(database, check.roles()).schema();
        } catch (SQLException e) {
            throw DuckDatabase.explained(e, check.roles());
        }
    }

    private DuckDatabase.Shaped shaped(DuckDatabase database, Roles roles) throws SQLException {
        try {
            return database.shaped(query());
        } catch (UsageException e) {
            throw roles.renamed(e, "query");
        }
    }

    /// Without a semicolon at its end.
    private String query() {
        return step.query().strip().replaceFirst(";$", "");
    }

    @Override
    public StageTable run(StageJob job) throws Exception {
        RunSettings settings = job.settings();
        Path temporary = Files.createTempDirectory(settings.temporary(), "sql");
        try (DuckDatabase database = DuckDatabase.open();
                StageContext.Registration _ = job.context().onCancel(database::cancel)) {
            List<Path> files = new ArrayList<>();
            database.limit(
                    settings.workers(), Math.max(LEAST_MEMORY, settings.memoryBytes()), temporary);
            for (String input : step.inputs()) {
                StageTable table = job.context().input(input);
                database.add(input, table.files());
                files.addAll(table.files());
            }
            files.add(job.table());
            files.add(temporary);
            database.seal(files);
            DuckDatabase.Shaped shaped = shaped(database, job.roles());
            job.context().count("rows", database.copy(shaped.query(), job.table()));
            return job.made();
        } catch (SQLException e) {
            if (job.context().isCancelled()) {
                throw new CancellationException("the query was cancelled");
            }
            throw DuckDatabase.explained(e, job.roles());
        } finally {
            TemporaryFiles.delete(temporary);
        }
    }
}
