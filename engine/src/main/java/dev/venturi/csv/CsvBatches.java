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
    private final @Nullable RejectingPass pass;

    /// @param texts of these columns, in their order
    /// @param pass what is told of rows that are none; null: the first one ends reading
    CsvBatches(CsvTexts texts, List<CsvCells> columns, @Nullable RejectingPass pass) {
        this.pass = pass;
        this.texts = texts;
        this.columns = columns;
    }

    @Override
    public @Nullable Batch next() {
        columns.forEach(column -> column.begin(ROWS));
        int rows = 0;
        long bytes = 0;
        while (rows < ROWS && bytes < MOST_BYTES && texts.next()) {
            if (pass != null && pass.isLeftOut(texts.scanner(), texts.rowFrom(), texts.rowTo())) {
                continue;
            }
            bytes = 0;
            boolean read = true;
            for (int c = 0; c < columns.size(); c++) {
                CsvCells column = columns.get(c);
                if (!column.read(texts.bytes(c), texts.from(c), texts.to(c), rows)) {
                    leaveOut(c, rows);
                    read = false;
                    break;
                }
                bytes += column.bytes();
            }
            rows += read ? 1 : 0;
        }
        if (pass != null) {
            pass.keep(rows);
        }
        if (rows == 0) {
            if (pass != null) {
                pass.end();
            }
            return null;
        }
        List<Column> read = new ArrayList<>();
        columns.forEach(column -> read.add(column.column()));
        return new Batch(rows, read);
    }

    /// Leaves out a row that has a field which cannot be read.
    ///
    /// @param c the first such column
    /// @throws RuntimeException when rows are not left out, and where a column has to be read as
    ///   another type, which a row that is left out has no say in
    private void leaveOut(int c, int row) {
        if (pass == null) {
            throw refused(c, columns.get(c));
        }
        int bad = isBad(columns.get(c)) ? c : -1;
        for (int later = c + 1; later < columns.size(); later++) {
            CsvCells column = columns.get(later);
            boolean read = column.read(texts.bytes(later), texts.from(later), texts.to(later), row);
            bad = bad < 0 && !read && isBad(column) ? later : bad;
        }
        int from = texts.rowFrom();
        if (bad < 0) {
            pass.asks(texts.scanner(), from);
            throw refused(c, columns.get(c));
        }
        String reason = columns.get(bad).complaint();
        columns.forEach(column -> column.undo(row));
        boolean goesOn =
                pass.leaveOutNow(
                        texts.scanner(),
                        from,
                        texts.rowTo(),
                        texts.fieldAt(bad),
                        texts.name(bad),
                        reason);
        if (!goesOn) {
            throw new TypeAssumptionException(
                    columns.getFirst().column,
                    columns.getFirst().field.type(),
                    "a row that decided types is left out");
        }
    }

    /// Whether a field that was refused can be read as no type that the column may still take.
    private static boolean isBad(CsvCells column) {
        return column.needed() == column.field.type();
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
        if (pass != null) {
            pass.close();
        }
    }
}
