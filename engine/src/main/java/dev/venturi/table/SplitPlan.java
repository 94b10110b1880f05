package dev.venturi.table;

import java.util.List;

/// The pieces of a table that may hold rows which pass some filters, and what was left out.
///
/// @param splits in the table's order
/// @param rowGroupsSkipped row groups that are not read, those of files left out included
/// @param rowsSkipped their rows; of files whose rows are not counted anywhere none
/// @param filesSkipped files of which nothing is read
@Internal
public record SplitPlan(
        List<Split> splits, long rowGroupsSkipped, long rowsSkipped, int filesSkipped) {
    public SplitPlan {
        splits = List.copyOf(splits);
    }
}
