package dev.venturi.feature;

import dev.venturi.table.EntityKey;
import dev.venturi.table.Position;
import dev.venturi.table.TableSource;
import java.io.IOException;

/// Places of rows where the rows of an entity stand together.
record StandingTogether(TableSource source, ResolvedPlan plan) implements RowPlaces {
    @Override
    public Position find(
            EntityKey key, int file, long position, long after, long row, String column)
            throws IOException {
        return source.locate(file, position, after, column, plan.projection().filters());
    }
}
