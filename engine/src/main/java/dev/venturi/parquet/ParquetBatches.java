package dev.venturi.parquet;

import dev.venturi.columnar.TableColumn;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchReader;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.TypeAssumptionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of Parquet files as columns of their types.
final class ParquetBatches implements BatchReader {
    private final List<ParquetFile> files;
    private final List<TableColumn> columns;
    private final List<Integer> asked;
    private final boolean verify;
    private final long from;
    private final long to;
    private final List<ParquetCells> cells = new ArrayList<>();
    private @Nullable FileBytes bytes;
    private int file = -1;
    private int group;
    private long position;
    private long groupEnd;
    private long batchStart;
    private long bytesBefore;

    /// @param asked what the columns are in the schema
    /// @param from the first row that is read of each file
    /// @param to the row behind the last
    ParquetBatches(
            List<ParquetFile> files,
            List<TableColumn> columns,
            List<Integer> asked,
            boolean verify,
            long from,
            long to) {
        this.files = files;
        this.columns = columns;
        this.asked = asked;
        this.verify = verify;
        this.from = from;
        this.to = to;
    }

    @Override
    public @Nullable Batch next() {
        while (position == groupEnd) {
            if (!beginGroup()) {
                return null;
            }
        }
        int n = (int) Math.min(ColumnCursor.MOST, groupEnd - position);
        batchStart = position;
        int good = n;
        int bad = -1;
        for (int c = 0; c < cells.size(); c++) {
            int read = cells.get(c).read(n);
            if (read < good) {
                good = read;
                bad = c;
            }
        }
        if (bad >= 0) {
            throw problem(good, bad, cells.get(bad).complaint());
        }
        List<Column> read = new ArrayList<>();
        for (int c = 0; c < cells.size(); c++) {
            if (cells.get(c).isWide()) {
                throw new TypeAssumptionException(
                        asked.get(c), ColumnType.FLOAT64, "a number beyond int64");
            }
            read.add(cells.get(c).column(n));
        }
        position += n;
        return new Batch(n, read);
    }

    /// Turns to the next row group that there is.
    private boolean beginGroup() {
        while (file < 0 || group + 1 >= files.get(file).groups().size()) {
            close();
            bytesBefore += file < 0 ? 0 : files.get(file).file().size();
            if (file + 1 >= files.size()) {
                file = files.size();
                return false;
            }
            file++;
            group = -1;
            open(files.get(file));
        }
        group++;
        RowGroupPart next = files.get(file).groups().get(group);
        position = Math.max(from, next.firstRow());
        groupEnd = Math.min(to, next.endRow());
        if (position >= groupEnd) {
            position = groupEnd; // nothing of it is wanted
            return true;
        }
        cells.forEach(column -> column.begin(next, position - next.firstRow()));
        return true;
    }

    private void open(ParquetFile opened) {
        FileBytes stored = FileBytes.open(opened.file());
        bytes = stored;
        Scratch scratch = new Scratch(new PageBuffers());
        for (TableColumn column : columns) {
            cells.add(new ParquetCells(opened, stored, column, verify, scratch));
        }
    }

    @Override
    public MalformedDataException problem(int row, int column, String message) {
        String name = columns.get(column).field().name();
        return new MalformedDataException(
                ParquetSplitReader.rowAt(files.get(file), batchStart + row, name), message);
    }

    @Override
    public long bytesRead() {
        if (file < 0 || file >= files.size()) {
            return bytesBefore;
        }
        ParquetFile in = files.get(file);
        return bytesBefore + (long) ((double) in.file().size() * position / Math.max(1, in.rows()));
    }

    @Override
    public long overflowedToInfinity() {
        return 0;
    }

    @Override
    public void close() {
        cells.forEach(ParquetCells::close);
        cells.clear();
        if (bytes != null) {
            bytes.close();
            bytes = null;
        }
    }
}
