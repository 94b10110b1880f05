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
    private final boolean orders;
    private final int slot;

    /// @param reader what reads such a value into a batch
    /// @param orders whether it is an order column, else a value column
    /// @param slot index among those of the batch
    PathColumn(String file, String value, ColumnReader reader, boolean orders, int slot) {
        super(reader.column, reader.field, -1);
        this.file = file;
        this.value = FieldText.of(value).trim();
        this.reader = reader;
        this.orders = orders;
        this.slot = slot;
    }

    ColumnReader reader() {
        return reader;
    }

    @Override
    int read(RowScanner rows, int count, RowBatch batch, int batchRow) {
        if (!read(value, batch, batchRow)) {
            return 0;
        }
        int end = batchRow + count;
        if (orders) {
            Arrays.fill(batch.order[slot], batchRow, end, batch.order[slot][batchRow]);
            return count;
        }
        Arrays.fill(batch.values[slot], batchRow, end, batch.values[slot][batchRow]);
        long[] exact = batch.exact[slot];
        if (exact != null) {
            Arrays.fill(exact, batchRow, end, exact[batchRow]);
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
