package dev.venturi.inspect;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What is known of a table.
///
/// @param format `csv`, `parquet` or `arrow`
/// @param files names of its files in order
/// @param bytes of all files, as stored
/// @param rows of the table
/// @param scanned whether all rows were read, which verifies checksums; otherwise the footers were
/// @param columns in the order of the table
/// @param leftOut columns that cannot be read, and what they hold: `name (a nested type)`
/// @param reasons why files are read as they are
/// @param warnings what looks odd
/// @param writers what made the files, each once
/// @param rowGroups how rows are grouped; null where the format has no groups or they are not known
/// @param unprotectedFiles files without checksums
/// @param restarts how often reading began again because a type turned out to be another
public record Inspection(
        String format,
        List<String> files,
        long bytes,
        OptionalLong rows,
        boolean scanned,
        List<ColumnFacts> columns,
        List<String> leftOut,
        List<String> reasons,
        List<String> warnings,
        List<String> writers,
        @Nullable RowGroups rowGroups,
        int unprotectedFiles,
        int restarts) {
    /// Row groups of Parquet files.
    ///
    /// @param leastRows of the smallest
    /// @param mostRows of the largest
    public record RowGroups(long count, long leastRows, long mostRows) {}

    public Inspection {
        files = List.copyOf(files);
        columns = List.copyOf(columns);
        leftOut = List.copyOf(leftOut);
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
        writers = List.copyOf(writers);
    }

    /// The columns whose equal values stand next to each other and come more than once, the likely
    /// key first.
    public List<ColumnFacts> clusters() {
        long all = rows.orElse(0);
        return columns.stream()
                .filter(column -> column.clustered() == Answer.YES)
                .filter(column -> column.runs() > 0 && column.runs() < all)
                .toList();
    }

    /// The column that most likely tells entities apart, a guess from order, name and type.
    public Optional<ColumnFacts> likelyKey() {
        return Suggestion.key(this);
    }

    /// The column that most likely orders the rows of an entity.
    public Optional<ColumnFacts> likelyOrder() {
        return Suggestion.order(this);
    }
}
