package dev.venturi.table;

import java.util.List;

/// Which columns of a table are read, and as what; indexes into the [Schema].
///
/// @param keys the columns that name an entity, in the order asked; empty: the whole table is one
///   entity
/// @param order the columns that order the rows of an entity, the first being the axis of the trend
/// @param values the columns features are computed of, in input order
/// @param filters tests that all have to pass for a row to be read; a column may have several, and
///   may be read as something else too
/// @param keepNullKeys whether a missing key is an entity of its own; otherwise it is an error
public record Projection(
        List<Integer> keys,
        List<Integer> order,
        List<Integer> values,
        List<ColumnFilter> filters,
        boolean keepNullKeys) {
    public Projection {
        keys = List.copyOf(keys);
        order = List.copyOf(order);
        values = List.copyOf(values);
        filters = List.copyOf(filters);
    }

    /// All rows.
    public Projection(
            List<Integer> keys, List<Integer> order, List<Integer> values, boolean keepNullKeys) {
        this(keys, order, values, List.of(), keepNullKeys);
    }
}
