package dev.venturi.feature;

import dev.venturi.table.EntityKey;
import dev.venturi.table.Position;
import dev.venturi.table.TableSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Confirms that an entity came back after it ended, by reading the table again up to where it
/// stood first.
final class ReturnedEntity {
    private final TableSource source;
    private final ResolvedPlan plan;
    private final SequentialRows table;

    /// Where an entity stood: a run and the number of its rows.
    private static final class Run {
        int file;
        long position;
        long rows;
    }

    ReturnedEntity(TableSource source, ResolvedPlan plan, SequentialRows table) {
        this.source = source;
        this.plan = plan;
        this.table = table;
    }

    /// Throws when the key has an earlier run than the one given; returns when the suspicion was a
    /// mere hash collision.
    void confirm(EntityKey key, int file, long position) throws IOException, InterruptedException {
        Run first = firstRun(key);
        if (first == null || (first.file == file && first.position == position)) {
            return;
        }
        String column = plan.keys().isEmpty() ? "" : plan.keys().getFirst().name();
        Position ended =
                source.locate(
                        first.file,
                        first.position,
                        first.rows - 1,
                        column,
                        plan.projection().filters());
        Position returned = source.locate(file, position, 0, column);
        throw new ReturnedEntityException(
                "entity %s ends at %s and returns at %s"
                        .formatted(key, ended.place(), returned.place()));
    }

    private @Nullable Run firstRun(EntityKey key) throws IOException, InterruptedException {
        Run found = new Run();
        table.all((file, batch) -> {
            for (int run = 0; run < batch.runs(); run++) {
                boolean same = batch.key(run).equals(key);
                if (same && found.rows == 0) {
                    found.file = file;
                    found.position = batch.runPosition(run);
                }
                if (!same && found.rows > 0) {
                    return false;
                }
                if (same) {
                    found.rows += batch.runEnd(run) - batch.runStart(run);
                }
            }
            return true;
        });
        return found.rows == 0 ? null : found;
    }
}
