package dev.venturi.aggregate;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Internal;
import dev.venturi.table.TextCells;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A column of results that is being filled, one result per group. Not thread-safe.
public final class ResultColumn {
    private final ColumnType type;
    private double[] doubles = {};
    private long[] longs = {};
    private boolean[] nulls = {};
    private boolean anyNull;
    private final @Nullable TextCells texts;
    private int rows;

    /// @param expected how many results will be added, about
    @Internal
    public ResultColumn(ColumnType type, int expected) {
        this.type = type;
        int size = Math.max(1, expected);
        switch (type) {
            case FLOAT64 -> doubles = new double[size];
            case TEXT -> {}
            case INT64, BOOLEAN, TIMESTAMP, DATE -> {
                longs = new long[size];
                nulls = new boolean[size];
            }
        }
        texts = type == ColumnType.TEXT ? new TextCells(size) : null;
    }

    /// What the results are.
    public ColumnType type() {
        return type;
    }

    /// Adds a double; NaN is one that has no value.
    public void add(double value) {
        if (type != ColumnType.FLOAT64) {
            throw misfit("a double");
        }
        if (rows == doubles.length) {
            doubles = Arrays.copyOf(doubles, 2 * rows);
        }
        doubles[rows++] = value;
    }

    /// Adds a whole number, a boolean as 1 or 0, or a time in nanoseconds since 1970.
    public void add(long value) {
        addLong(value, false);
    }

    /// Adds a text in UTF-8; an empty one is missing.
    public void add(byte[] text, int from, int to) {
        TextCells cells = texts;
        if (cells == null) {
            throw misfit("a text");
        }
        cells.add(text, from, to);
        rows++;
    }

    /// Adds a text; an empty one is missing.
    public void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes, 0, bytes.length);
    }

    /// Adds a value of a column of the same type.
    void add(Column column, int row) {
        switch (column) {
            case Column.DoubleColumn(double[] values) -> add(values[row]);
            case Column.LongColumn(long[] values, boolean @Nullable [] missing) ->
                    addLong(values[row], missing != null && missing[row]);
            case Column.TextColumn(byte[] bytes, int[] offsets) ->
                    add(bytes, offsets[row], offsets[row + 1]);
        }
    }

    /// Adds a result that has no value.
    public void addMissing() {
        switch (type) {
            case FLOAT64 -> add(Double.NaN);
            case TEXT -> add(new byte[0], 0, 0);
            case INT64, BOOLEAN, TIMESTAMP, DATE -> addLong(0, true);
        }
    }

    private void addLong(long value, boolean missing) {
        if (longs.length == 0) {
            throw misfit("a whole number");
        }
        if (rows == longs.length) {
            longs = Arrays.copyOf(longs, 2 * rows);
            nulls = Arrays.copyOf(nulls, 2 * rows);
        }
        longs[rows] = value;
        nulls[rows++] = missing;
        anyNull |= missing;
    }

    private IllegalStateException misfit(String what) {
        return new IllegalStateException(
                "an aggregate gave %s where it said its result is %s".formatted(what, type));
    }

    /// Results added so far.
    public int rows() {
        return rows;
    }

    /// The column; nothing may be added afterwards.
    @Internal
    public Column column() {
        TextCells cells = texts;
        if (cells != null) {
            return cells.column();
        }
        return type == ColumnType.FLOAT64
                ? new Column.DoubleColumn(doubles)
                : new Column.LongColumn(longs, anyNull ? nulls : null);
    }
}
