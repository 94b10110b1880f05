package dev.venturi.feature;

import dev.venturi.table.EntityKey;
import dev.venturi.table.Position;
import dev.venturi.table.TableSource;
import java.io.IOException;

/// Places of rows that have been divided by entity: those of an entity are counted anew.
record StandingApart(TableSource source, ResolvedPlan plan, SequentialRows table)
        implements RowPlaces {
    @Override
    public Position find(
            EntityKey key, int file, long position, long after, long row, String column)
            throws IOException, InterruptedException {
        long[] left = {row};
        Position[] found = new Position[1];
        table.all((at, batch) -> {
            for (int run = 0; run < batch.runs(); run++) {
                int rows = batch.runEnd(run) - batch.runStart(run);
                if (!batch.key(run).equals(key)) {
                    continue;
                }
                if (left[0] < rows) {
                    found[0] =
                            source.locate(
                                    at,
                                    batch.runPosition(run),
                                    left[0],
                                    column,
                                    plan.projection().filters());
                    return false;
                }
                left[0] -= rows;
            }
            return true;
        });
        Position place = found[0];
        if (place == null) {
            throw new IllegalStateException("entity %s has no row %d".formatted(key, row));
        }
        return place;
    }
}
