package dev.venturi.arrow;

import dev.venturi.arrow.ArrowFile.RowBlock;
import dev.venturi.columnar.KeyRunList;
import dev.venturi.columnar.PathValue;
import dev.venturi.columnar.TableColumn;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchReader;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.TypeAssumptionException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The rows of Arrow files as columns of their types.
final class ArrowBatches implements BatchReader {
    private static final int MOST = 4096;

    private final List<ArrowFile> files;
    private final List<TableColumn> columns;
    private final List<Integer> asked;

    /// What reads each column of the current file.
    private final List<Cells> cells = new ArrayList<>();

    private @Nullable ArrowBytes bytes;
    private int file = -1;
    private int block;
    private long position;
    private long batchStart;
    private long bytesBefore;

    /// A column of the current file.
    ///
    /// @param runs where a text changes
    private record Cells(
            Field field, @Nullable ArrowValues values, @Nullable PathValue path, KeyRunList runs) {}

    /// @param asked what the columns are in the schema
    ArrowBatches(List<ArrowFile> files, List<TableColumn> columns, List<Integer> asked) {
        this.files = files;
        this.columns = columns;
        this.asked = asked;
    }

    @Override
    public @Nullable Batch next() {
        while (file < 0 || (file < files.size() && position == files.get(file).rows())) {
            openNext();
        }
        if (file == files.size()) {
            return null;
        }
        try {
            return read();
        } catch (MalformedDataException | TypeAssumptionException e) {
            throw e;
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException e) {
            throw Objects.requireNonNull(bytes)
                    .malformed("its structure is damaged (%s)".formatted(e));
        }
    }

    private Batch read() {
        RowBlock rows = currentBlock();
        int n = (int) Math.min(MOST, rows.endRow() - position);
        batchStart = position;
        for (Cells one : cells) {
            if (one.values != null) {
                one.values.read(position - rows.firstRow(), n);
            }
        }
        List<Column> read = new ArrayList<>();
        for (int c = 0; c < cells.size(); c++) {
            read.add(column(c, n));
        }
        position += n;
        return new Batch(n, read);
    }

    private void openNext() {
        close();
        bytesBefore += file < 0 ? 0 : files.get(file).file().size();
        file++;
        position = 0;
        block = -1;
        if (file == files.size()) {
            return;
        }
        ArrowFile next = files.get(file);
        ArrowBytes opened = ArrowBytes.open(next.file());
        bytes = opened;
        for (TableColumn column : columns) {
            Field field = column.field();
            PathValue path = column.fromPath() ? new PathValue(field, next.file()) : null;
            ArrowValues values =
                    path != null
                            ? null
                            : new ArrowValues(
                                    opened,
                                    next.schema(),
                                    next.schema().field(field.name()),
                                    field.type() == ColumnType.TEXT);
            cells.add(new Cells(field, values, path, new KeyRunList()));
        }
    }

    private RowBlock currentBlock() {
        List<RowBlock> blocks = files.get(file).batches();
        while (block < 0 || blocks.get(block).endRow() <= position) {
            block++;
            for (Cells one : cells) {
                if (one.values != null) {
                    one.values.begin(blocks.get(block));
                }
            }
        }
        return blocks.get(block);
    }

    private Column column(int c, int n) {
        Cells one = cells.get(c);
        ArrowValues values = one.values;
        if (values == null) {
            return Objects.requireNonNull(one.path).column(n, files.get(file).file());
        }
        return switch (one.field.type()) {
            case FLOAT64 -> new Column.DoubleColumn(Arrays.copyOf(values.reals, n));
            case TEXT -> {
                new ArrowKey(values, one.runs).fill(n);
                int bad = one.runs.firstNotUtf8();
                if (bad >= 0) {
                    throw problem(
                            bad,
                            c,
                            "expected a text in UTF-8, found other bytes; leave the column out");
                }
                yield one.runs.column(n);
            }
            case INT64, BOOLEAN, TIMESTAMP, DATE -> wholes(c, values, n);
        };
    }

    private Column wholes(int c, ArrowValues values, int n) {
        long[] longs = new long[n];
        boolean[] nulls = new boolean[n];
        boolean any = false;
        boolean time = cells.get(c).field.type().isTime();
        boolean unsigned =
                values.field().kind() == ArrowField.Kind.UNSIGNED
                        && values.field().bits() == Long.SIZE;
        for (int i = 0; i < n; i++) {
            boolean missing = !values.present[i];
            long value = missing ? 0 : values.wholes[i];
            nulls[i] = missing;
            any |= missing;
            longs[i] = value;
            if (unsigned && value < 0) {
                throw new TypeAssumptionException(
                        asked.get(c), ColumnType.FLOAT64, "a number beyond int64");
            }
            if (time && value == ArrowValues.NO_TIME) {
                throw problem(
                        i,
                        c,
                        "found a time that is not between the years 1678 and 2261; leave the column out");
            }
        }
        return new Column.LongColumn(longs, any ? nulls : null);
    }

    @Override
    public MalformedDataException problem(int row, int column, String message) {
        return new MalformedDataException(
                new Position(
                        files.get(file).file().name(),
                        batchStart + row + 1,
                        columns.get(column).field().name()),
                message);
    }

    @Override
    public long bytesRead() {
        if (file < 0 || file == files.size()) {
            return bytesBefore;
        }
        ArrowFile in = files.get(file);
        return bytesBefore + (long) ((double) in.file().size() * position / Math.max(1, in.rows()));
    }

    @Override
    public long overflowedToInfinity() {
        return 0;
    }

    @Override
    public void close() {
        cells.clear();
        if (bytes != null) {
            bytes.close();
            bytes = null;
        }
    }
}
