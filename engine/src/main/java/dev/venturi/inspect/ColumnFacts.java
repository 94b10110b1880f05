package dev.venturi.inspect;

import dev.venturi.table.Field;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What is known of a column.
///
/// @param field its type after all that was read, and why it has that type
/// @param missing how many values are missing; of a footer without NaN
/// @param min smallest value: a Long, Double, Boolean or String (times in ISO 8601); null when all
///   are missing or it is not known; of a footer it may be smaller than any value
/// @param max largest value, as min
/// @param ascending whether no value is missing or smaller than that of the row before
/// @param within of a column that does not ascend, the clustered column within whose runs of rows
///   it does; null when there is none
/// @param clustered whether rows with equal values stand next to each other; of texts as far as
///   fingerprints of 64 bits tell; of doubles only if they ascend
/// @param runs runs of rows with equal values, 0 when not counted
/// @param storage how it is stored; null where the format does not say
public record ColumnFacts(
        Field field,
        OptionalLong missing,
        @Nullable Object min,
        @Nullable Object max,
        Answer ascending,
        @Nullable String within,
        Answer clustered,
        long runs,
        @Nullable Storage storage) {
    /// How a column of Parquet files is stored.
    ///
    /// @param bytes as stored
    /// @param plainBytes unpacked, as the writer says
    /// @param codecs names of all in use
    /// @param encodings names of all in use
    public record Storage(
            long bytes, long plainBytes, List<String> codecs, List<String> encodings) {
        public Storage {
            codecs = List.copyOf(codecs);
            encodings = List.copyOf(encodings);
        }
    }
}
