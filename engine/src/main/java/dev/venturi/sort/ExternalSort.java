package dev.venturi.sort;

import dev.venturi.table.FileTable;
import java.io.IOException;
import java.util.List;

/// Sorts a table of any size in bounded memory.
///
/// The order of values is that of [SortKey]; rows that are equal in all keys keep the order of the
/// table, so the answer is the same for any memory and any number of workers. Rows that do not fit
/// in memory go to temporary files as sorted runs, which are merged, as many at once as there is
/// room to read them; every block of them carries a checksum. Nothing of them is left behind, also
/// after a failure. ([designs/026](../../../../../../../designs/026-sorting.md))
///
/// Cost: O(n log n); every row is written to disk and read back once, and once more for each time
/// that there are more runs than can be merged at once.
///
/// ```java
/// ExternalSort.by(List.of(SortKey.ascending("name"), SortKey.descending("price")))
///         .options(SortOptions.defaults().withMemoryBytes(512L << 20))
///         .run(table, schema -> ParquetWriter.open("sorted.parquet", schema, ParquetOptions.DEFAULTS, false));
/// ```
public final class ExternalSort {
    private final List<SortKey> keys;
    private final SortOptions options;

    private ExternalSort(List<SortKey> keys, SortOptions options) {
        this.keys = List.copyOf(keys);
        this.options = options;
    }

    /// A sort by one or more columns, the first deciding first.
    public static ExternalSort by(List<SortKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no column to sort by");
        }
        return new ExternalSort(keys, SortOptions.defaults());
    }

    /// The same with other options.
    public ExternalSort options(SortOptions other) {
        return new ExternalSort(keys, other);
    }

    /// Sorts and commits.
    ///
    /// @throws dev.venturi.table.UsageException when a column is not there
    /// @throws dev.venturi.table.MalformedDataException naming the first bad row
    /// @throws java.io.UncheckedIOException when a temporary file cannot be written or read, or
    ///   does not read as it was written
    /// @throws InterruptedException when the thread is interrupted; nothing is left of the output
    public SortSummary run(FileTable source, SortTarget target)
            throws IOException, InterruptedException {
        return new SortRun(source, options)
                .run(
                        schema ->
                                new Sorter(
                                        new Ordering(schema, keys, "sort", 0, Long.MAX_VALUE),
                                        options),
                        target);
    }
}
