package dev.venturi.feature;

import dev.venturi.table.EntityKey;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.TableSource;
import java.io.IOException;

/// Finds the places of errors that are noticed after rows have left their place. Slow: reads the
/// table again.
final class RegroupErrors {
    private final TableSource source;
    private final ResolvedPlan plan;
    private final SequentialRows table;

    RegroupErrors(TableSource source, ResolvedPlan plan, SequentialRows table) {
        this.source = source;
        this.plan = plan;
        this.table = table;
    }

    /// Name of a file.
    String file(int index) {
        return source.files().get(index);
    }

    /// A row of an entity that sorts before the one above it.
    ///
    /// @param row which of the entity's rows, from 0
    MalformedDataException unordered(EntityKey key, long row)
            throws IOException, InterruptedException {
        long[] left = {row};
        MalformedDataException[] found = new MalformedDataException[1];
        table.all((file, batch) -> {
            for (int run = 0; run < batch.runs(); run++) {
                int rows = batch.runEnd(run) - batch.runStart(run);
                if (!batch.key(run).equals(key)) {
                    continue;
                }
                if (left[0] < rows) {
                    found[0] =
                            SplitRun.unorderedRow(
                                    source,
                                    plan,
                                    file,
                                    batch.runPosition(run),
                                    left[0],
                                    key.toString());
                    return false;
                }
                left[0] -= rows;
            }
            return true;
        });
        MalformedDataException error = found[0];
        if (error == null) {
            throw new IllegalStateException("entity %s has no row %d".formatted(key, row));
        }
        return error;
    }
}
