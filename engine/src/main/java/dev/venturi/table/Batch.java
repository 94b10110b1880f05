package dev.venturi.table;

import java.util.List;

/// Finished rows on their way to a file: columns of equal length.
public record Batch(int rows, List<Column> columns) {
    public Batch {
        columns = List.copyOf(columns);
    }
}
