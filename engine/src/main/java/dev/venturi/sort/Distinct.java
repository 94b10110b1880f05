package dev.venturi.sort;

import dev.venturi.table.FileTable;
import java.io.IOException;
import java.util.List;

/// Leaves out rows that are equal to an earlier one, in all columns or in some.
///
/// The first row of each is kept as it stands, and the rows keep the order of the table. Values are
/// equal as they are to [SortKey]: missing ones are equal to each other, -0.0 and 0.0 are not.
///
/// Exact for any number of rows: within the bound of memory, beyond it by sorted runs on disk. Rows
/// are sorted by their columns, the first of equal ones stays, and what stays is sorted by its
/// place, so the cost is that of two sorts of which the second has only the distinct rows.
public final class Distinct {
    private final List<String> columns;
    private final SortOptions options;

    private Distinct(List<String> columns, SortOptions options) {
        this.columns = List.copyOf(columns);
        this.options = options;
    }

    /// Rows that differ in one or more columns; none named: in any.
    public static Distinct of(List<String> columns) {
        return new Distinct(columns, SortOptions.defaults());
    }

    /// The same with other options.
    public Distinct options(SortOptions other) {
        return new Distinct(columns, other);
    }

    /// Finds the rows, writes them and commits.
    ///
    /// @see ExternalSort#run
    public SortSummary run(FileTable source, SortTarget target)
            throws IOException, InterruptedException {
        return new SortRun(source, options)
                .run(schema -> new FirstRows(schema, columns, options), target);
    }
}
