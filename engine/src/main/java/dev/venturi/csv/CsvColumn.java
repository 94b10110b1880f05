package dev.venturi.csv;

import dev.venturi.table.ColumnType;
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
    ///
    /// @param found its first value, where that was not seen before
    CsvColumn retyped(Field changed, String found) {
        return new CsvColumn(changed, given, first == null ? found : first, fromPath);
    }

    /// Whether it holds instants, as its first value does, which says how all must be.
    boolean isInstant(CsvOptions options) {
        if (field.type() != ColumnType.TIMESTAMP || first == null) {
            return false;
        }
        TimeParser time = new TimeParser(options.timeZone());
        return time.parse(FieldText.of(first)) && (time.zoned || options.timeZone() != null);
    }
}
