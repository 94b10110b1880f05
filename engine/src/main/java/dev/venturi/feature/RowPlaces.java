package dev.venturi.feature;

import dev.venturi.table.EntityKey;
import dev.venturi.table.Position;
import java.io.IOException;

/// Finds the place of a row of an entity, for messages. Slow: reads the table again.
interface RowPlaces {
    /// The place of a row.
    ///
    /// @param file where rows of the entity stand, ...
    /// @param position ... and where in that file
    /// @param after rows of the entity between that place and the row, were they to stand together
    /// @param row which of the entity's rows, from 0
    Position find(EntityKey key, int file, long position, long after, long row, String column)
            throws IOException, InterruptedException;
}
