package dev.venturi.feature;

import dev.venturi.filter.Condition;
import dev.venturi.table.UsageException;
import java.util.List;

/// Which rows of an entity its features are computed of; the texts are those of the command.
///
/// @param where conditions that all have to hold for a row to be read, see
///   [dev.venturi.filter.Condition#parse]
/// @param asOf the cut-off, a date, time or number in the first order column, or the column that
///   holds it for every entity: only rows strictly before it count; empty: all rows count
/// @param windows how far back rows count from the cut-off (`7d`, `12h`, `100`), each a set of
///   columns of its own; empty: as far back as there are rows
/// @param every the distance of a grid of cut-offs, each a row of the output; empty: one row for
///   each entity
public record RowScope(List<String> where, String asOf, List<String> windows, String every) {
    static final String WHERE = "--where";

    /// Every row.
    public static final RowScope ALL = new RowScope(List.of(), "", List.of(), "");

    public RowScope {
        where = List.copyOf(where);
        windows = windows.stream().map(text -> Span.of(text, Cutoffs.WINDOW).toString()).toList();
        every = every.isBlank() ? "" : Span.of(every, Cutoffs.EVERY).toString();
        asOf = asOf.strip();
    }

    /// The conditions, one by one.
    ///
    /// @throws UsageException when one cannot be read
    public List<Condition> conditions() {
        return where.stream().flatMap(text -> Condition.parse(text, WHERE).stream()).toList();
    }

    /// What stands behind the names of features: one text for each window, or an empty one.
    List<String> suffixes() {
        return windows.isEmpty()
                ? List.of("")
                : windows.stream().map(window -> "_" + window).toList();
    }

    /// Whether rows are counted back from a cut-off.
    boolean hasCutoff() {
        return !asOf.isEmpty() || !windows.isEmpty() || !every.isEmpty();
    }
}
