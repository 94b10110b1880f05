package dev.venturi.sort;

import dev.venturi.table.FileTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Keeps the first rows of a table, or of each group of its rows, as [ExternalSort] would put them.
///
/// Of rows that are equal in all keys those come first that stand first in the table; so exactly
/// `k` rows are kept (fewer only of fewer), always the same ones. The output stands in order: by
/// the keys; with groups by the columns of the group first, ascending and missing values last, a
/// group without a key being a group like others.
///
/// Memory: some times what is kept ([SortMemory#first]), and a bound beyond which it goes to disk;
/// rows that cannot be among the first are dropped as soon as that much has been gathered.
public final class TopK {
    private final long k;
    private final List<SortKey> keys;
    private final List<String> group;
    private final SortOptions options;

    private TopK(long k, List<SortKey> keys, List<String> group, SortOptions options) {
        this.k = k;
        this.keys = List.copyOf(keys);
        this.group = List.copyOf(group);
        this.options = options;
    }

    /// The first `k` rows by one or more columns.
    ///
    /// @param k at least 1
    public static TopK of(long k, List<SortKey> keys) {
        if (k < 1 || keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "%d rows by %s: expected 1 or more, by 1 or more".formatted(k, keys));
        }
        return new TopK(k, keys, List.of(), SortOptions.defaults());
    }

    /// The first of each group of rows that are equal in these columns.
    public TopK perGroup(List<String> columns) {
        return new TopK(k, keys, columns, options);
    }

    /// The same with other options.
    public TopK options(SortOptions other) {
        return new TopK(k, keys, group, other);
    }

    /// Finds the rows, writes them and commits.
    ///
    /// @see ExternalSort#run
    public SortSummary run(FileTable source, SortTarget target)
            throws IOException, InterruptedException {
        List<SortKey> all = new ArrayList<>();
        group.forEach(column -> all.add(SortKey.ascending(column)));
        all.addAll(keys);
        return new SortRun(source, options)
                .run(
                        schema ->
                                new Sorter(
                                        new Ordering(schema, all, "top", group.size(), k), options),
                        target);
    }
}
