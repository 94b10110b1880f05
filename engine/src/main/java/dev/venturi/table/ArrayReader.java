package dev.venturi.table;

import java.util.List;

/// Reads a range of rows of an [ArrayTable], column by column.
final class ArrayReader implements SplitReader {
    private final ArrayTable table;
    private final List<ArrayColumn> columns;
    private final Split split;
    private final Projection projection;
    private int next;

    ArrayReader(ArrayTable table, List<ArrayColumn> columns, Split split, Projection projection) {
        this.table = table;
        this.columns = columns;
        this.split = split;
        this.projection = projection;
        this.next = (int) split.from();
    }

    @Override
    public boolean read(RowBatch batch) {
        int at = batch.rows();
        long room = (long) next + batch.capacity() - at;
        int to = (int) Math.max(next, Math.min(split.to(), room)); // nothing of an empty range
        for (ColumnFilter filter : projection.filters()) {
            markDropped(filter, batch, at, to);
        }
        int complete = to; // the first row without an order value
        int column = 0;
        for (int o = 0; o < projection.order().size(); o++) {
            int c = projection.order().get(o);
            int filled = sortKeys(columns.get(c), complete, batch, o, at);
            if (filled < complete) {
                complete = filled;
                column = c;
            }
        }
        readRuns(batch, at, complete);
        if (complete < to) {
            throw missing(complete, column, "the order value is missing");
        }
        for (int v = 0; v < projection.values().size(); v++) {
            columns.get(projection.values().get(v)).values(next, to, batch, v, at);
        }
        batch.setRows(batch.removeDropped(at, at + to - next));
        next = to;
        return next < split.to();
    }

    private void markDropped(ColumnFilter filter, RowBatch batch, int at, int to) {
        ArrayColumn column = columns.get(filter.column());
        for (int row = next; row < to; row++) {
            if (!column.passes(row, filter.test())) {
                batch.drop(at + row - next);
            }
        }
    }

    /// Reads an order column; of rows left out nothing need be there.
    private int sortKeys(ArrayColumn column, int to, RowBatch batch, int slot, int at) {
        int row = next;
        while (row < to) {
            row = column.sortKeys(row, to, batch.order[slot], at + row - next);
            if (row < to && !batch.isDropped(at + row - next)) {
                break;
            }
            row += row < to ? 1 : 0;
        }
        return row;
    }

    /// Opens a run wherever the key changes from that of the open run.
    private void readRuns(RowBatch batch, int at, int to) {
        int first = next;
        for (int row = first; row < to; ) {
            int end = to;
            for (int c : projection.keys()) {
                end = columns.get(c).sameUntil(row, end);
            }
            int kept =
                    row + batch.firstKept(at + row - first, at + end - first) - (at + row - first);
            if (kept < end && (batch.runs() == 0 || !continuesLastRun(batch, kept))) {
                batch.startRun(at + kept - first, kept);
                for (int c : projection.keys()) {
                    byte[] text = keyText(c, kept);
                    batch.addKeyPart(text, 0, text.length);
                }
            }
            row = end;
        }
    }

    private boolean continuesLastRun(RowBatch batch, int row) {
        for (int k = 0; k < projection.keys().size(); k++) {
            byte[] text = keyText(projection.keys().get(k), row);
            if (!batch.lastKeyPartEquals(k, text, 0, text.length)) {
                return false;
            }
        }
        return true;
    }

    private byte[] keyText(int column, int row) {
        byte[] text = columns.get(column).keyText(row);
        if (text.length == 0 && !projection.keepNullKeys()) {
            throw missing(
                    row,
                    column,
                    "the key is missing; --keep-null-key groups such rows as an entity of their"
                            + " own");
        }
        return text;
    }

    private MalformedDataException missing(int row, int column, String what) {
        String name = table.schema().fields().get(column).name();
        return new MalformedDataException(table.locate(0, row, 0, name), what);
    }

    @Override
    public long begin() {
        return split.from();
    }

    @Override
    public long end() {
        return next;
    }

    @Override
    public long bytesRead() {
        return (next - split.from()) * columns.size() * Double.BYTES;
    }

    @Override
    public boolean fractional(int valueColumn) {
        return columns.get(projection.values().get(valueColumn)) instanceof ArrayColumn.Doubles;
    }

    @Override
    public long overflowedToInfinity() {
        return 0;
    }

    @Override
    public void close() {}
}
