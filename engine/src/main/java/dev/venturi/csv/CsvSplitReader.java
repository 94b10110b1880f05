package dev.venturi.csv;

import dev.venturi.table.RowBatch;
import dev.venturi.table.SplitReader;
import java.util.List;

/// Reads the rows of one split: finds some hundred rows, then fills the batch column by column.
///
/// Column by column, since then each loop has one type and one place to write to, and the processor
/// works on several fields at a time. The first bad row is still the one that is reported: a column
/// that fails limits the rows the others look at.
final class CsvSplitReader implements SplitReader {
    private final RowScanner rows;
    private final ColumnReader[] filters;
    private final KeyColumns keys;
    private final ColumnReader[] columns;
    private final NumberColumn[] numbers;

    /// @param filters columns that decide which rows are read; they may stand among the others too
    /// @param columns in the order of the fields, so that the first bad field of a row is reported
    /// @param numbers for each value column what reads it, where that is numbers
    CsvSplitReader(
            RowScanner rows,
            List<ColumnReader> filters,
            KeyColumns keys,
            List<ColumnReader> columns,
            @org.jspecify.annotations.Nullable NumberColumn[] numbers) {
        this.rows = rows;
        this.filters = filters.toArray(ColumnReader[]::new);
        this.keys = keys;
        this.columns = columns.toArray(ColumnReader[]::new);
        this.numbers = numbers;
    }

    @Override
    public boolean read(RowBatch batch) {
        int row = batch.rows();
        while (row < batch.capacity()) {
            int count = rows.next(batch.capacity() - row);
            if (count == 0) {
                return false;
            }
            readColumns(count, batch, row);
            rows.take(count);
            row = batch.removeDropped(row, row + count);
            batch.setRows(row);
        }
        return true;
    }

    private void readColumns(int count, RowBatch batch, int batchRow) {
        int good = count;
        ColumnReader failed = null;
        for (ColumnReader filter : filters) {
            int read = filter.read(rows, good, batch, batchRow);
            if (read < good) {
                good = read;
                failed = filter;
            }
        }
        int keyed = keys.read(rows, good, batch, batchRow);
        boolean keyFailed = keyed < good;
        good = keyed;
        for (ColumnReader column : columns) {
            int read = column.read(rows, good, batch, batchRow);
            if (read < good) {
                good = read;
                failed = column;
                keyFailed = false;
            }
        }
        if (good < count) {
            throw keyFailed || failed == null
                    ? keys.problem(rows, good)
                    : failed.problem(rows, good);
        }
    }

    @Override
    public long begin() {
        return rows.begin();
    }

    @Override
    public long end() {
        return rows.end();
    }

    @Override
    public long bytesRead() {
        return rows.storedBytes();
    }

    @Override
    public boolean fractional(int valueColumn) {
        NumberColumn column = numbers[valueColumn];
        return column != null && column.isFractional();
    }

    @Override
    public long overflowedToInfinity() {
        long sum = 0;
        for (NumberColumn column : numbers) {
            sum += column == null ? 0 : column.overflowed();
        }
        return sum;
    }

    @Override
    public void close() {
        rows.close();
    }
}
