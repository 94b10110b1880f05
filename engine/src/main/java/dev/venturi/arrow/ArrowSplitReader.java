package dev.venturi.arrow;

import dev.venturi.arrow.ArrowFile.RowBlock;
import dev.venturi.table.ColumnType;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.RowBatch;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TypeAssumptionException;
import java.util.ArrayList;
import java.util.List;

/// Reads a range of rows of one file, some thousand at a time, column by column.
///
/// The first bad row is the one that is reported, whichever column finds it.
final class ArrowSplitReader implements SplitReader {
    /// A column and what is done with it.
    ///
    /// @param column index in the schema
    /// @param type what it is read as
    record Slot(int column, ColumnType type, ArrowValues values) {}

    private static final int PIECE = 4096;
    private static final double EXACT = 0x1p53;

    private final ArrowFile file;
    private final ArrowBytes bytes;
    private final List<Slot> order;
    private final List<Slot> values;
    private final ArrowKeys keys;
    private final List<ArrowValues> all = new ArrayList<>();
    private final long from;
    private final long to;
    private long position;
    private int block = -1;

    ArrowSplitReader(
            ArrowFile file,
            ArrowBytes bytes,
            ArrowKeys keys,
            List<Slot> order,
            List<Slot> values,
            long from,
            long to) {
        this.file = file;
        this.bytes = bytes;
        this.keys = keys;
        this.order = order;
        this.values = values;
        this.from = from;
        this.to = Math.min(to, file.rows());
        this.position = from;
        all.addAll(keys.values());
        order.forEach(slot -> all.add(slot.values()));
        values.forEach(slot -> all.add(slot.values()));
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
                row += n;
                position += n;
                batch.setRows(row);
            }
            return position < to;
        } catch (MalformedDataException | TypeAssumptionException e) {
            throw e;
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
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
        int good = keys.open(batch, row, n, position);
        String column = keys.failedName();
        String complaint = keys.complaint();
        for (int o = 0; o < order.size(); o++) {
            int read = order(order.get(o), batch.order[o], row, good);
            if (read < good) {
                good = read;
                column = order.get(o).values().field().name();
                complaint =
                        order.get(o).values().present[good]
                                ? "expected a value to order by, found NaN or a time that is not between the years 1678 and 2261; drop such rows or order by another column"
                                : "expected a value to order by, found nothing; drop such rows or order by another column";
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

    /// Fills sort keys.
    ///
    /// @return rows before the first that cannot be ordered
    private static int order(Slot slot, long[] into, int row, int n) {
        ArrowValues found = slot.values();
        boolean real = slot.type() == ColumnType.FLOAT64;
        boolean time = slot.type().isTime();
        for (int i = 0; i < n; i++) {
            double value = real ? found.reals[i] + 0.0 : 0; // both zeros are one point in the order
            boolean bad =
                    !found.present[i]
                            || Double.isNaN(value)
                            || (time && found.wholes[i] == ArrowValues.NO_TIME);
            if (bad) {
                return i;
            }
            into[row + i] = real ? RowBatch.sortable(value) : found.wholes[i];
        }
        if (slot.type() == ColumnType.INT64) {
            requireInt64(slot, n);
        }
        return n;
    }

    private static void requireInt64(Slot slot, int n) {
        ArrowValues found = slot.values();
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

    private static void value(Slot slot, RowBatch batch, int v, int row, int n) {
        ArrowValues found = slot.values();
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
        return values.get(valueColumn).type() == ColumnType.FLOAT64 && position > from;
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
