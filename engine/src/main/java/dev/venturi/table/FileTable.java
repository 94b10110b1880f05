package dev.venturi.table;

import java.util.List;
import java.util.Optional;

/// A table of files, which can also be read as it stands: for who copies, compares or describes it
/// rather than computes.
@Internal
public interface FileTable extends TableSource {
    /// Opens all rows of some columns.
    ///
    /// @param columns indexes into the schema, of any type
    BatchReader batches(List<Integer> columns);

    /// Pieces of about some rows that can be read on their own, in the table's order.
    ///
    /// @return none where rows can only be found by reading those before them
    default List<Split> pieces(int rows) {
        return List.of();
    }

    /// Opens the rows of one piece.
    ///
    /// @param piece one of [#pieces]
    default BatchReader batches(List<Integer> columns, Split piece) {
        throw new IllegalStateException("the table is read from its beginning");
    }

    /// Opens all rows of some columns, as texts.
    ///
    /// @param keys indexes into the schema of columns that are keys
    /// @param values of columns behind them that are not
    TextRows texts(List<Integer> keys, List<Integer> values);

    /// A text that the only file of the table holds about itself.
    ///
    /// @return empty when it holds none, the format has no room for it, or there are several files
    default Optional<String> description(String key) {
        return Optional.empty();
    }

    @Override
    FileTable retyped(List<Field> changed);
}
