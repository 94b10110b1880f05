package dev.venturi.csv;

import dev.venturi.table.Field;
import org.jspecify.annotations.Nullable;

/// What is known of a column before the table is read.
///
/// @param given whether the user named the type
/// @param first its first value, where one was seen
/// @param fromPath whether directories give it, not the files
record CsvColumn(Field field, boolean given, @Nullable String first, boolean fromPath) {
    /// Whether the type is a guess, since no value was seen.
    boolean isUndecided() {
        return !given && first == null && !fromPath;
    }

    /// The same with a type that is no longer a guess.
    CsvColumn retyped(Field changed) {
        return new CsvColumn(changed, given, first == null ? "" : first, fromPath);
    }
}
