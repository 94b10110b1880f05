package dev.venturi.pipeline.stage;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.Column.DoubleColumn;
import dev.venturi.table.Column.LongColumn;
import dev.venturi.table.Column.TextColumn;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Takes the rows that a class of the user's makes: values by name, then [#write]; columns not set
/// are missing.
public final class RowWriter {
    private final Schema schema;
    private final List<Cells> cells = new ArrayList<>();
    private int rows;

    RowWriter(Schema schema) {
        this.schema = schema;
        for (Field field : schema.fields()) {
            cells.add(
                    switch (field.type()) {
                        case FLOAT64 -> new Doubles();
                        case INT64, BOOLEAN, TIMESTAMP, DATE -> new Longs();
                        case TEXT -> new Texts();
                    });
        }
    }

    /// The columns.
    public Schema schema() {
        return schema;
    }

    /// Takes over the values of the columns that have the same name and type in a row.
    public RowWriter copy(Row row) {
        List<Field> fields = row.schema().fields();
        for (int from = 0; from < fields.size(); from++) {
            int to = schema.indexOf(fields.get(from).name());
            if (to >= 0
                    && schema.fields().get(to).type() == fields.get(from).type()
                    && !row.isMissing(from)) {
                cells.get(to).copy(row.column(from), row.index(), rows);
            }
        }
        return this;
    }

    /// Sets a number; NaN is missing.
    public RowWriter set(String column, double value) {
        int index = require(column);
        if (!(cells.get(index) instanceof Doubles doubles)) {
            throw mismatch(index, "a double");
        }
        doubles.set(rows, value);
        return this;
    }

    /// Sets a whole number, of a column of doubles too; nanoseconds of a time since
    /// 1970-01-01T00:00.
    public RowWriter set(String column, long value) {
        int index = require(column);
        switch (cells.get(index)) {
            case Longs longs -> longs.set(rows, value);
            case Doubles doubles -> doubles.set(rows, (double) value);
            case Texts _ -> throw mismatch(index, "a whole number");
        }
        return this;
    }

    /// Sets a boolean.
    public RowWriter set(String column, boolean value) {
        int index = require(column);
        if (schema.fields().get(index).type() != ColumnType.BOOLEAN) {
            throw mismatch(index, "a boolean");
        }
        ((Longs) cells.get(index)).set(rows, value ? 1 : 0);
        return this;
    }

    /// Sets a text; the empty one is missing.
    public RowWriter set(String column, String value) {
        int index = require(column);
        if (!(cells.get(index) instanceof Texts texts)) {
            throw mismatch(index, "a text");
        }
        texts.set(rows, value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// Ends a row.
    public void write() {
        cells.forEach(column -> column.end(rows));
        rows++;
    }

    /// Drops what was set of a row that was not ended.
    void drop() {
        cells.forEach(column -> column.drop(rows));
    }

    int rows() {
        return rows;
    }

    /// Drops rows behind the first ones.
    void truncate(int count) {
        rows = count;
        drop();
    }

    /// The rows so far, which are then begun anew.
    Batch take() {
        Batch batch = new Batch(rows, cells.stream().map(column -> column.take(rows)).toList());
        rows = 0;
        return batch;
    }

    private int require(String column) {
        return schema.require(column, "this class");
    }

    private IllegalArgumentException mismatch(int index, String given) {
        Field field = schema.fields().get(index);
        return new IllegalArgumentException(
                "column \"%s\" holds %s, but the class sets it to %s"
                        .formatted(field.name(), field.type(), given));
    }

    /// The values of one column.
    private sealed interface Cells {
        void copy(Column from, int fromRow, int row);

        /// Makes sure that the row has a value, or is missing.
        void end(int row);

        void drop(int row);

        Column take(int rows);
    }

    private static final class Doubles implements Cells {
        private double[] values = new double[64];
        private int filled;

        void set(int row, double value) {
            if (row >= values.length) {
                values = Arrays.copyOf(values, values.length * 2);
            }
            values[row] = value;
            filled = row + 1;
        }

        @Override
        public void copy(Column from, int fromRow, int row) {
            set(row, ((DoubleColumn) from).values()[fromRow]);
        }

        @Override
        public void end(int row) {
            if (filled <= row) {
                set(row, Double.NaN);
            }
        }

        @Override
        public void drop(int row) {
            filled = Math.min(filled, row);
        }

        @Override
        public Column take(int rows) {
            double[] taken = Arrays.copyOf(values, rows);
            filled = 0;
            return new DoubleColumn(taken);
        }
    }

    private static final class Longs implements Cells {
        private long[] values = new long[64];
        private boolean[] nulls = new boolean[64];
        private int filled;

        void set(int row, long value) {
            grow(row);
            values[row] = value;
            nulls[row] = false;
            filled = row + 1;
        }

        private void grow(int row) {
            if (row >= values.length) {
                values = Arrays.copyOf(values, values.length * 2);
                nulls = Arrays.copyOf(nulls, values.length);
            }
        }

        @Override
        public void copy(Column from, int fromRow, int row) {
            set(row, ((LongColumn) from).values()[fromRow]);
        }

        @Override
        public void end(int row) {
            if (filled <= row) {
                grow(row);
                values[row] = 0;
                nulls[row] = true;
                filled = row + 1;
            }
        }

        @Override
        public void drop(int row) {
            filled = Math.min(filled, row);
        }

        @Override
        public Column take(int rows) {
            LongColumn taken =
                    new LongColumn(Arrays.copyOf(values, rows), Arrays.copyOf(nulls, rows));
            filled = 0;
            return taken;
        }
    }

    private static final class Texts implements Cells {
        private byte[] bytes = new byte[1024];
        private int[] offsets = new int[65];
        private int filled;

        void set(int row, byte[] value) {
            set(row, value, 0, value.length);
        }

        private void set(int row, byte[] source, int from, int to) {
            if (row + 1 >= offsets.length) {
                offsets = Arrays.copyOf(offsets, offsets.length * 2);
            }
            int begin = offsets[row];
            int end = begin + to - from;
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
            }
            System.arraycopy(source, from, bytes, begin, to - from);
            offsets[row + 1] = end;
            filled = row + 1;
        }

        @Override
        public void copy(Column from, int fromRow, int row) {
            TextColumn text = (TextColumn) from;
            set(row, text.bytes(), text.offsets()[fromRow], text.offsets()[fromRow + 1]);
        }

        @Override
        public void end(int row) {
            if (filled <= row) {
                set(row, bytes, 0, 0);
            }
        }

        @Override
        public void drop(int row) {
            filled = Math.min(filled, row);
        }

        @Override
        public Column take(int rows) {
            TextColumn taken =
                    new TextColumn(
                            Arrays.copyOf(bytes, offsets[rows]), Arrays.copyOf(offsets, rows + 1));
            filled = 0;
            return taken;
        }
    }
}
