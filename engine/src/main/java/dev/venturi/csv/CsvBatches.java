package dev.venturi.csv;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchReader;
import dev.venturi.table.Column;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.TypeAssumptionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a CSV table as columns of their types, field by field.
final class CsvBatches implements BatchReader {
    private static final int ROWS = 4096;
    private static final int MOST_BYTES = 16 << 20;

    private final CsvTexts texts;
    private final List<CsvCells> columns;

    /// @param texts of these columns, in their order
    CsvBatches(CsvTexts texts, List<CsvCells> columns) {
        this.texts = texts;
        this.columns = columns;
    }

    @Override
    public @Nullable Batch next() {
        columns.forEach(column -> column.begin(ROWS));
        int rows = 0;
        long bytes = 0;
        while (rows < ROWS && bytes < MOST_BYTES && texts.next()) {
            bytes = 0;
            for (int c = 0; c < columns.size(); c++) {
                CsvCells column = columns.get(c);
                if (!column.read(texts.bytes(c), texts.from(c), texts.to(c), rows)) {
                    throw refused(c, column);
                }
                bytes += column.bytes();
            }
            rows++;
        }
        if (rows == 0) {
            return null;
        }
        List<Column> read = new ArrayList<>();
        columns.forEach(column -> read.add(column.column()));
        return new Batch(rows, read);
    }

    private RuntimeException refused(int c, CsvCells column) {
        if (column.needed() != column.field.type()) {
            return new TypeAssumptionException(
                    column.column,
                    column.needed(),
                    String.valueOf(texts.problem(c, column.found()).getMessage()));
        }
        return texts.problem(c, column.complaint());
    }

    /// Only of the row read last: of others the line is not known any more.
    @Override
    public MalformedDataException problem(int row, int column, String message) {
        return texts.problem(column, message);
    }

    @Override
    public long bytesRead() {
        return texts.bytesRead();
    }

    @Override
    public long overflowedToInfinity() {
        return columns.stream().mapToLong(CsvCells::overflowed).sum();
    }

    @Override
    public void close() {
        texts.close();
    }
}
