package dev.venturi.pipeline.cache;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of some columns of one row, as they are looked up.
///
/// @param cells `Long` for INT64, BOOLEAN (1 and 0) and times (nanoseconds), `Double` for FLOAT64,
///   `String` for TEXT; null where missing, never NaN and never an empty text
public record LookupRow(List<@Nullable Object> cells) {
    public LookupRow {
        cells = Collections.unmodifiableList(new ArrayList<>(cells));
    }

    /// About how much memory it takes, for [LookupCache.Builder#maximumWeight].
    public int bytes() {
        int sum = 40; // the record, its list, the array
        for (Object cell : cells) {
            sum += 8 + (cell instanceof String text ? 48 + text.length() : cell == null ? 0 : 24);
        }
        return sum;
    }
}
