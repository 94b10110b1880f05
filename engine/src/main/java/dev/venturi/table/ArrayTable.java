package dev.venturi.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A table of plain arrays, of which features are computed as of a file. The arrays are not copied:
/// do not change them while they are read.
///
/// ```java
/// TableSource table = ArrayTable.builder()
///         .text("patient", names)
///         .timestamp("time", nanoseconds)
///         .float64("heart_rate", values)
///         .build();
/// ```
public final class ArrayTable implements TableSource {
    private static final String NAME = "arrays";

    /// One column; exactly one of the arrays is there.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private sealed interface Values {
        record Doubles(double[] values) implements Values {}

        record Longs(long[] values) implements Values {}

        record Texts(String[] values) implements Values {}
    }

    private final Schema schema;
    private final List<Values> columns;
    private final int rows;

    private ArrayTable(Schema schema, List<Values> columns, int rows) {
        this.schema = schema;
        this.columns = columns;
        this.rows = rows;
    }

    /// Begins a table.
    public static Builder builder() {
        return new Builder();
    }

    /// Collects columns of equal length.
    public static final class Builder {
        private final List<Field> fields = new ArrayList<>();
        private final List<Values> columns = new ArrayList<>();
        private int rows = -1;

        private Builder() {}

        /// Doubles; NaN is missing.
        public Builder float64(String name, double[] values) {
            return add(name, ColumnType.FLOAT64, new Values.Doubles(values), values.length);
        }

        /// Whole numbers.
        public Builder int64(String name, long[] values) {
            return add(name, ColumnType.INT64, new Values.Longs(values), values.length);
        }

        /// Times in nanoseconds since 1970-01-01T00:00.
        public Builder timestamp(String name, long[] nanoseconds) {
            return add(
                    name, ColumnType.TIMESTAMP, new Values.Longs(nanoseconds), nanoseconds.length);
        }

        /// Texts, for keys; an empty one is missing.
        public Builder text(String name, String[] values) {
            return add(name, ColumnType.TEXT, new Values.Texts(values), values.length);
        }

        private Builder add(String name, ColumnType type, Values values, int length) {
            if (rows >= 0 && rows != length) {
                throw new IllegalArgumentException(
                        "column \"%s\" has %d rows, the columns before it %d"
                                .formatted(name, length, rows));
            }
            if (fields.stream().anyMatch(field -> field.name().equals(name))) {
                throw new IllegalArgumentException("two columns are named \"%s\"".formatted(name));
            }
            rows = length;
            fields.add(new Field(name, type, "as given"));
            columns.add(values);
            return this;
        }

        /// The table.
        public ArrayTable build() {
            return new ArrayTable(new Schema(fields), List.copyOf(columns), Math.max(0, rows));
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<String> files() {
        return List.of(NAME);
    }

    @Override
    public long bytes() {
        return (long) rows * columns.size() * Double.BYTES;
    }

    @Override
    public int unprotectedFiles() {
        return 0;
    }

    @Override
    public List<Split> splits(long targetBytes) {
        long rowsPerSplit =
                Math.max(1, targetBytes / Math.max(1, columns.size() * (long) Double.BYTES));
        List<Split> splits = new ArrayList<>();
        for (long from = 0; from < rows; from += rowsPerSplit) {
            splits.add(new Split(0, from, Math.min(rows, from + rowsPerSplit), true));
        }
        return splits;
    }

    @Override
    public SplitReader open(Split split, Projection projection) {
        return new Reader(split, projection);
    }

    @Override
    public Position locate(int file, long position, long rowsAfter, String column) {
        return new Position(NAME, position + rowsAfter + 1, column.isEmpty() ? null : column);
    }

    @Override
    public TableSource retyped(List<Field> changed) {
        throw new IllegalStateException("the types of arrays are known");
    }

    @Override
    public boolean undecided(int column) {
        return false;
    }

    @Override
    public Optional<Field> firstValue(int column) {
        return Optional.of(schema.fields().get(column));
    }

    private final class Reader implements SplitReader {
        private static final double EXACT_AS_DOUBLE = 0x1p53;
        private final Split split;
        private final Projection projection;
        private final byte[][] key;
        private int next;

        Reader(Split split, Projection projection) {
            this.split = split;
            this.projection = projection;
            this.key = new byte[projection.keys().size()][];
            this.next = (int) split.from();
        }

        @Override
        public boolean read(RowBatch batch) {
            while (next < split.to() && batch.rows() < batch.capacity()) {
                int row = batch.rows();
                readKey(batch, row);
                for (int o = 0; o < projection.order().size(); o++) {
                    batch.order[o][row] = sortKey(projection.order().get(o));
                }
                for (int v = 0; v < projection.values().size(); v++) {
                    readValue(batch, v, row);
                }
                batch.setRows(row + 1);
                next++;
            }
            return next < split.to();
        }

        private void readKey(RowBatch batch, int row) {
            boolean same = batch.runs() > 0;
            for (int k = 0; k < key.length; k++) {
                byte[] text = keyText(projection.keys().get(k)).getBytes(StandardCharsets.UTF_8);
                if (text.length == 0 && !projection.keepNullKeys()) {
                    throw new MalformedDataException(
                            locate(
                                    0,
                                    next,
                                    0,
                                    schema.fields().get(projection.keys().get(k)).name()),
                            "the key is missing; --keep-null-key groups such rows as an entity of their own");
                }
                same = same && batch.lastKeyPartEquals(k, text, 0, text.length);
                key[k] = text;
            }
            if (!same) {
                batch.startRun(row, next);
                for (byte[] text : key) {
                    batch.addKeyPart(text, 0, text.length);
                }
            }
        }

        private String keyText(int column) {
            return switch (columns.get(column)) {
                case Values.Texts texts -> texts.values()[next];
                case Values.Longs longs -> Long.toString(longs.values()[next]);
                case Values.Doubles doubles -> {
                    double value = doubles.values()[next];
                    yield Double.isNaN(value) ? "" : Double.toString(value);
                }
            };
        }

        private long sortKey(int column) {
            return switch (columns.get(column)) {
                case Values.Longs longs -> longs.values()[next];
                case Values.Doubles doubles -> {
                    double value = doubles.values()[next];
                    if (Double.isNaN(value)) {
                        throw new MalformedDataException(
                                locate(0, next, 0, schema.fields().get(column).name()),
                                "the order value is missing");
                    }
                    yield RowBatch.sortable(value);
                }
                case Values.Texts _ -> throw new IllegalStateException("texts do not order rows");
            };
        }

        private void readValue(RowBatch batch, int v, int row) {
            switch (columns.get(projection.values().get(v))) {
                case Values.Doubles doubles -> batch.values[v][row] = doubles.values()[next];
                case Values.Longs longs -> {
                    long value = longs.values()[next];
                    batch.values[v][row] = value;
                    if (batch.exact[v] != null || Math.abs((double) value) > EXACT_AS_DOUBLE) {
                        batch.exactFrom(v, row)[row] = value;
                    }
                }
                case Values.Texts _ -> throw new IllegalStateException("texts have no features");
            }
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
            return columns.get(projection.values().get(valueColumn)) instanceof Values.Doubles;
        }

        @Override
        public long overflowedToInfinity() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
