package dev.venturi.csv;

import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.RowBatch;
import java.util.Arrays;

/// A column that the path of a file gives: the same value in all its rows.
final class PathColumn extends ColumnReader {
    private final String file;
    private final FieldText value;
    private final ColumnReader reader;
    private final Role role;
    private final int slot;

    /// What the column is read for.
    enum Role {
        ORDER,
        VALUE,
        FILTER
    }

    /// @param reader what reads such a value into a batch
    /// @param slot index among those of the batch
    PathColumn(String file, String value, ColumnReader reader, Role role, int slot) {
        super(reader.column, reader.field, -1);
        this.file = file;
        this.value = FieldText.of(value).trim();
        this.reader = reader;
        this.role = role;
        this.slot = slot;
    }

    ColumnReader reader() {
        return reader;
    }

    @Override
    int read(RowScanner rows, int count, RowBatch batch, int batchRow) {
        int end = batchRow + count;
        int first = role == Role.FILTER ? batchRow : batch.firstKept(batchRow, end);
        if (first == end) {
            return count;
        }
        if (!read(value, batch, first)) {
            return first - batchRow;
        }
        switch (role) {
            case ORDER -> {
                long[] keys = batch.order[slot];
                Arrays.fill(keys, first, end, keys[first]);
            }
            case VALUE -> {
                double[] values = batch.values[slot];
                Arrays.fill(values, first, end, values[first]);
                long[] exact = batch.exact[slot];
                if (exact != null) {
                    Arrays.fill(exact, first, end, exact[first]);
                }
            }
            case FILTER -> {
                for (int row = batchRow; batch.isDropped(batchRow) && row < end; row++) {
                    batch.drop(row);
                }
            }
        }
        return count;
    }

    @Override
    boolean read(FieldText text, RowBatch batch, int batchRow) {
        return reader.read(text, batch, batchRow);
    }

    @Override
    RuntimeException problem(RowScanner rows, int row) {
        return new MalformedDataException(
                new Position(file, 0, field.name()), "in its path: " + complaint(value));
    }

    @Override
    String complaint(FieldText text) {
        return reader.complaint(text);
    }
}
