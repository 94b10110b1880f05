package dev.venturi.parquet;

import dev.venturi.columnar.PathValue;
import dev.venturi.table.RowBatch;
import dev.venturi.table.ValueTest;

/// A column that the path of a file gives and that decides whether its rows are read: all of them
/// or none.
final class PathFilter extends ColumnFill {
    private final PathValue value;
    private final ValueTest test;

    PathFilter(PathValue value, ValueTest test) {
        this.value = value;
        this.test = test;
    }

    @Override
    int read(int n, RowBatch batch, int row) {
        return value.filter(test, batch, row, n) ? n : 0;
    }

    @Override
    String name() {
        return value.name();
    }

    @Override
    String complaint() {
        return value.complaint();
    }
}
