package dev.venturi.table;

/// A column turned out to hold another type than was assumed of it from the beginning of the table.
/// Not an error of the input: the table is opened again with [TableSource#retyped] and read anew.
/// Never leaves the engine.
@Internal
public final class TypeAssumptionException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int column;
    private final ColumnType needed;

    /// @param column index into the [Schema]
    /// @param needed what the value that was met asks for; where the column was undecided the type
    ///   of its first value decides, see [TableSource#firstValue]
    public TypeAssumptionException(int column, ColumnType needed, String found) {
        super(found);
        this.column = column;
        this.needed = needed;
    }

    /// The column, as an index into the [Schema].
    public int column() {
        return column;
    }

    /// The type the value that was met asks for.
    public ColumnType needed() {
        return needed;
    }
}
