package dev.venturi.parquet;

import dev.venturi.columnar.KeyRunList;
import dev.venturi.columnar.PathValue;
import dev.venturi.table.RowBatch;

/// A column that the path of a file gives.
final class PathFill extends ColumnFill {
    /// What the column is read for.
    enum Role {
        KEY,
        ORDER,
        VALUE
    }

    private final PathValue value;
    private final Role role;
    private final int slot;
    private final KeyRunList runs;

    /// @param slot index among the order columns or the values of the batch
    /// @param runs told of the run of a key
    PathFill(PathValue value, Role role, int slot, KeyRunList runs) {
        this.value = value;
        this.role = role;
        this.slot = slot;
        this.runs = runs;
    }

    @Override
    int read(int n, RowBatch batch, int row) {
        boolean usable =
                switch (role) {
                    case KEY -> {
                        value.key(runs);
                        yield true;
                    }
                    case ORDER -> value.order(batch.order[slot], row, n);
                    case VALUE -> value.value(batch, slot, row, n);
                };
        return usable ? n : batch.firstKept(row, row + n) - row;
    }

    boolean isFractional() {
        return value.isFractional();
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
