package dev.venturi.compare;

import java.util.List;

/// What a comparison found.
///
/// @param first name of the first table
/// @param second name of the second table
/// @param by the key columns
/// @param firstRows rows of the first table
/// @param secondRows rows of the second table
/// @param matchedKeys keys that both tables have
/// @param missing keys of the first table that the second lacks
/// @param extra keys of the second table that the first lacks
/// @param repeatedInFirst keys that the first table has more than once; their first rows are
///   compared
/// @param repeatedInSecond keys that the second table has more than once
/// @param onlyInFirst columns that the second table lacks
/// @param onlyInSecond columns that the first table lacks
/// @param columns what was found of each column compared, in the order of the first table
/// @param explanation definitions that explain why columns differ: `std: population against sample;
///   trend: position against day grid`; empty where none is known
/// @param notes what people should know of the explanation, such as an output whose contract is not
///   there
/// @param method how the rows were brought together
public record ComparisonResult(
        String first,
        String second,
        List<String> by,
        long firstRows,
        long secondRows,
        long matchedKeys,
        KeyFinding missing,
        KeyFinding extra,
        KeyFinding repeatedInFirst,
        KeyFinding repeatedInSecond,
        List<String> onlyInFirst,
        List<String> onlyInSecond,
        List<ColumnComparison> columns,
        String explanation,
        List<String> notes,
        Method method) {
    /// How rows with the same key were brought together; the findings do not depend on it.
    public enum Method {
        /// Both tables are in ascending order of the key.
        MERGED,
        /// Both tables have the same keys in the same order.
        SIDE_BY_SIDE,
        /// The keys of one table fit in memory.
        IN_MEMORY,
        /// Rows were divided by key on disk.
        ON_DISK
    }

    public ComparisonResult {
        by = List.copyOf(by);
        onlyInFirst = List.copyOf(onlyInFirst);
        onlyInSecond = List.copyOf(onlyInSecond);
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    /// The verdict on the tables: the worst of its columns; [Verdict#DIFFERENT] as well when a key
    /// is missing, extra or repeated, or a column is in one table only.
    public Verdict verdict() {
        boolean sameShape =
                missing.count() == 0
                        && extra.count() == 0
                        && repeatedInFirst.count() == 0
                        && repeatedInSecond.count() == 0
                        && onlyInFirst.isEmpty()
                        && onlyInSecond.isEmpty();
        Verdict worst = sameShape ? Verdict.EQUAL : Verdict.DIFFERENT;
        for (ColumnComparison column : columns) {
            worst = worst.and(column.verdict());
        }
        return worst;
    }
}
