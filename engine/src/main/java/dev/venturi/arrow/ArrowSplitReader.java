package dev.venturi.arrow;

import dev.venturi.arrow.ArrowFile.RowBlock;
import dev.venturi.columnar.KeyRunList;
import dev.venturi.columnar.KeyRuns;
import dev.venturi.columnar.PathValue;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.RowBatch;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TypeAssumptionException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads a range of rows of one file, some thousand at a time, column by column.
///
/// The first bad row is the one that is reported, whichever column finds it.
final class ArrowSplitReader implements SplitReader {
    /// A column and what is done with it.
    ///
    /// @param column index in the schema
    /// @param field what it is read as
    /// @param values what reads it, unless the path of the file gives it
    record Slot(int column, Field field, @Nullable ArrowValues values, @Nullable PathValue path) {
        ColumnType type() {
            return field.type();
        }

        ArrowValues stored() {
            return Objects.requireNonNull(values);
        }
    }

    /// A key column.
    ///
    /// @param runs where its values change
    record Key(Slot slot, KeyRunList runs) {}

    private static final int PIECE = 4096;
    private static final double EXACT = 0x1p53;

    private final ArrowFile file;
    private final ArrowBytes bytes;
    private final List<ArrowFilter> filters;
    private final List<Slot> order;
    private final List<Slot> values;
    private final KeyRuns keys;
    private final List<ArrowKey> keyColumns = new ArrayList<>();
    private final List<ArrowValues> all = new ArrayList<>();
    private final long from;
    private final long to;
    private long position;
    private int block = -1;

    /// @param filters columns that decide which rows are read
    ArrowSplitReader(
            ArrowFile file,
            ArrowBytes bytes,
            List<ArrowFilter> filters,
            List<Key> keys,
            boolean keepMissingKeys,
            List<Slot> order,
            List<Slot> values,
            long from,
            long to) {
        this.file = file;
        this.bytes = bytes;
        this.filters = filters;
        this.order = order;
        this.values = values;
        this.from = from;
        this.to = Math.min(to, file.rows());
        this.position = from;
        this.keys =
                new KeyRuns(
                        keys.stream()
                                .map(key -> new KeyRuns.Key(key.slot().field().name(), key.runs()))
                                .toList(),
                        keepMissingKeys);
        filters.stream()
                .map(ArrowFilter::slot)
                .filter(slot -> slot.path() == null)
                .forEach(slot -> all.add(slot.stored()));
        for (Key key : keys) {
            if (key.slot().path() != null) {
                key.slot().path().key(key.runs());
            } else {
                ArrowValues stored = key.slot().stored();
                keyColumns.add(new ArrowKey(stored, key.runs()));
                all.add(stored);
            }
        }
        order.stream().filter(slot -> slot.path() == null).forEach(slot -> all.add(slot.stored()));
        values.stream().filter(slot -> slot.path() == null).forEach(slot -> all.add(slot.stored()));
    }

    @Override
    public boolean read(RowBatch batch) {
        try {
            int row = batch.rows();
            while (position < to && row < batch.capacity()) {
                RowBlock current = currentBlock();
                long left = Math.min(to, current.endRow()) - position;
                int n = (int) Math.min(Math.min(PIECE, batch.capacity() - row), left);
                for (ArrowValues column : all) {
                    column.read(position - current.firstRow(), n);
                }
                fill(batch, row, n);
                row = batch.removeDropped(row, row + n);
                position += n;
                batch.setRows(row);
            }
            return position < to;
        } catch (MalformedDataException | TypeAssumptionException e) {
            throw e;
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException e) {
            throw bytes.malformed("its structure is damaged (%s)".formatted(e));
        }
    }

    private RowBlock currentBlock() {
        while (block < 0 || file.batches().get(block).endRow() <= position) {
            block++;
            if (file.batches().get(block).endRow() > position) {
                for (ArrowValues column : all) {
                    column.begin(file.batches().get(block));
                }
            }
        }
        return file.batches().get(block);
    }

    private void fill(RowBatch batch, int row, int n) {
        int good = n;
        String column = "";
        String complaint = "";
        for (ArrowFilter filter : filters) {
            int read = filter.mark(n, batch, row);
            if (read < good) {
                good = read;
                column = filter.slot().field().name();
                complaint = filter.complaint();
            }
        }
        for (ArrowKey key : keyColumns) {
            key.fill(n);
        }
        int keyed = keys.open(n, batch, row, position);
        if (keyed < good) {
            good = keyed;
            column = keys.failedName();
            complaint = keys.complaint();
        }
        for (int o = 0; o < order.size(); o++) {
            Slot slot = order.get(o);
            int read = order(slot, batch, o, row, good);
            if (read < good) {
                good = read;
                column = slot.field().name();
                complaint = complaint(slot, good);
            }
        }
        if (good < n) {
            throw new MalformedDataException(
                    new Position(file.file().name(), position + good + 1, column), complaint);
        }
        for (int v = 0; v < values.size(); v++) {
            value(values.get(v), batch, v, row, n);
        }
    }

    private static String complaint(Slot slot, int row) {
        if (slot.path() != null) {
            return slot.path().complaint();
        }
        return slot.stored().present[row]
                ? "expected a value to order by, found NaN or a time that is not between the years 1678 and 2261; drop such rows or order by another column"
                : "expected a value to order by, found nothing; drop such rows or order by another column";
    }

    /// Fills sort keys; of rows that a filter left out they may be missing.
    ///
    /// @return rows before the first that cannot be ordered
    private static int order(Slot slot, RowBatch batch, int o, int row, int n) {
        long[] into = batch.order[o];
        if (slot.path() != null) {
            return slot.path().order(into, row, n) ? n : batch.firstKept(row, row + n) - row;
        }
        ArrowValues found = slot.stored();
        boolean real = slot.type() == ColumnType.FLOAT64;
        boolean time = slot.type().isTime();
        for (int i = 0; i < n; i++) {
            double value = real ? found.reals[i] + 0.0 : 0; // both zeros are one point in the order
            boolean missing = !found.present[i] || Double.isNaN(value);
            if (missing && batch.isDropped(row + i)) {
                into[row + i] = 0;
                continue;
            }
            if (missing || (time && found.wholes[i] == ArrowValues.NO_TIME)) {
                return i;
            }
            into[row + i] = real ? RowBatch.sortable(value) : found.wholes[i];
        }
        if (slot.type() == ColumnType.INT64) {
            requireInt64(slot, n);
        }
        return n;
    }

    /// Holds the values of an int64 column against int64.
    ///
    /// @throws TypeAssumptionException when one is beyond it
    static void requireInt64(Slot slot, int n) {
        ArrowValues found = slot.stored();
        if (found.field().kind() != ArrowField.Kind.UNSIGNED || found.field().bits() < Long.SIZE) {
            return;
        }
        for (int i = 0; i < n; i++) {
            if (found.present[i] && found.wholes[i] < 0) {
                throw new TypeAssumptionException(
                        slot.column(),
                        ColumnType.FLOAT64,
                        "%s is beyond int64".formatted(Long.toUnsignedString(found.wholes[i])));
            }
        }
    }

    private void value(Slot slot, RowBatch batch, int v, int row, int n) {
        if (slot.path() != null) {
            if (!slot.path().value(batch, v, row, n) && batch.firstKept(row, row + n) < row + n) {
                throw new MalformedDataException(
                        new Position(file.file().name(), 0, slot.field().name()),
                        slot.path().complaint());
            }
            return;
        }
        ArrowValues found = slot.stored();
        System.arraycopy(found.reals, 0, batch.values[v], row, n);
        if (slot.type() != ColumnType.INT64) {
            return;
        }
        requireInt64(slot, n);
        boolean wide = batch.exact[v] != null;
        for (int i = 0; i < n && !wide; i++) {
            wide = Math.abs(found.reals[i]) >= EXACT; // false for NaN
        }
        if (wide) {
            long[] exact = batch.exactFrom(v, row);
            for (int i = 0; i < n; i++) {
                exact[row + i] = found.present[i] ? found.wholes[i] : 0;
            }
        }
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
        double share = (double) (position - from) / Math.max(1, file.rows());
        return Math.round(share * file.file().size());
    }

    @Override
    public boolean fractional(int valueColumn) {
        Slot slot = values.get(valueColumn);
        return slot.path() != null
                ? slot.path().isFractional()
                : slot.type() == ColumnType.FLOAT64 && position > from;
    }

    @Override
    public long overflowedToInfinity() {
        return 0;
    }

    @Override
    public void close() {
        bytes.close();
    }
}
