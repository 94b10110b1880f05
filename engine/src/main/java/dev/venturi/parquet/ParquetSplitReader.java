package dev.venturi.parquet;

import dev.venturi.columnar.KeyRuns;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.RowBatch;
import dev.venturi.table.SplitReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a range of rows of one file, row group by row group, column by column.
///
/// The first bad row is the one that is reported, whichever column finds it: all columns read the
/// same rows before anything is said.
final class ParquetSplitReader implements SplitReader {
    private final ParquetFile file;
    private final FileBytes bytes;
    private final List<ColumnFill> filters;
    private final KeyRuns keys;
    private final List<ColumnFill> keyFills;
    private final List<ColumnFill> fills;
    private final @Nullable ColumnFill[] values;
    private final long from;
    private final long to;
    private final long storedBytes;
    private long position;
    private long groupEnd;

    /// @param filters columns that decide which rows are read
    /// @param keys told of the keys read
    /// @param keyFills what reads them
    /// @param fills the other columns, in the order of the schema
    /// @param values of them the value columns, as the projection has them
    ParquetSplitReader(
            ParquetFile file,
            FileBytes bytes,
            List<ColumnFill> filters,
            KeyRuns keys,
            List<ColumnFill> keyFills,
            List<ColumnFill> fills,
            @Nullable ColumnFill[] values,
            long from,
            long to) {
        this.file = file;
        this.bytes = bytes;
        this.filters = filters;
        this.keys = keys;
        this.keyFills = keyFills;
        this.fills = fills;
        this.values = values;
        this.from = from;
        this.to = Math.min(to, file.rows());
        this.position = from;
        this.groupEnd = from;
        this.storedBytes = storedBytes();
    }

    /// Bytes of the rows of this split: of a row group in part, as much of it as of its rows.
    private long storedBytes() {
        double sum = 0;
        for (RowGroupPart group : file.groups()) {
            long rows = Math.min(to, group.endRow()) - Math.max(from, group.firstRow());
            sum += rows <= 0 ? 0 : (double) group.bytes() * rows / group.rows();
        }
        return Math.round(sum);
    }

    @Override
    public boolean read(RowBatch batch) {
        int row = batch.rows();
        while (position < to && row < batch.capacity()) {
            if (position == groupEnd) {
                beginGroup();
            }
            int n = (int) Math.min(batch.capacity() - row, Math.min(to, groupEnd) - position);
            readColumns(n, batch, row);
            row = batch.removeDropped(row, row + n);
            position += n;
            batch.setRows(row);
        }
        return position < to;
    }

    private void beginGroup() {
        RowGroupPart group = file.groupOf(position);
        groupEnd = group.endRow();
        begin(filters, group);
        begin(keyFills, group);
        begin(fills, group);
    }

    private void begin(List<ColumnFill> columns, RowGroupPart group) {
        for (ColumnFill column : columns) {
            column.begin(group);
            column.skip(position - group.firstRow());
        }
    }

    private void readColumns(int n, RowBatch batch, int row) {
        int good = n;
        ColumnFill failed = null;
        for (ColumnFill filter : filters) {
            int read = filter.read(n, batch, row);
            if (read < good) {
                good = read;
                failed = filter;
            }
        }
        for (ColumnFill key : keyFills) {
            key.read(n, batch, row);
        }
        int keyed = keys.open(n, batch, row, position);
        if (keyed < good) {
            good = keyed;
            failed = null;
        }
        for (ColumnFill column : fills) {
            int read = column.read(n, batch, row);
            if (read < good) {
                good = read;
                failed = column;
            }
        }
        if (good < n) {
            String column = failed == null ? keys.failedName() : failed.name();
            String complaint = failed == null ? keys.complaint() : failed.complaint();
            throw new MalformedDataException(rowAt(file, position + good, column), complaint);
        }
    }

    /// The place of a row, for messages.
    static Position rowAt(ParquetFile file, long row, @Nullable String column) {
        return new Position(file.file().name(), file.groupOf(row).index(), row + 1, column);
    }

    @Override
    public long begin() {
        return from;
    }

    @Override
    public long end() {
        return position;
    }

    @Override
    public long bytesRead() {
        return to > from
                ? (long) ((double) storedBytes / (to - from) * (position - from))
                : storedBytes;
    }

    @Override
    public boolean fractional(int valueColumn) {
        return switch (values[valueColumn]) {
            case WholeValues whole -> whole.isFractional();
            case DoubleValues doubles -> doubles.isFractional();
            case PathFill path -> path.isFractional();
            case null, default -> throw new IllegalStateException("no value column");
        };
    }

    @Override
    public long overflowedToInfinity() {
        return 0;
    }

    @Override
    public void close() {
        filters.forEach(ColumnFill::close);
        keyFills.forEach(ColumnFill::close);
        fills.forEach(ColumnFill::close);
        bytes.close();
    }
}
