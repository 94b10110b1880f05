package dev.venturi.table;

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

    private final Schema schema;
    private final List<ArrayColumn> columns;
    private final int rows;

    private ArrayTable(Schema schema, List<ArrayColumn> columns, int rows) {
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
        private final List<ArrayColumn> columns = new ArrayList<>();
        private int rows = -1;

        private Builder() {}

        /// Doubles; NaN is missing.
        public Builder float64(String name, double[] values) {
            return add(name, ColumnType.FLOAT64, new ArrayColumn.Doubles(values), values.length);
        }

        /// Whole numbers.
        public Builder int64(String name, long[] values) {
            return add(name, ColumnType.INT64, new ArrayColumn.Longs(values), values.length);
        }

        /// Times in nanoseconds since 1970-01-01T00:00.
        public Builder timestamp(String name, long[] nanoseconds) {
            return add(
                    name,
                    ColumnType.TIMESTAMP,
                    new ArrayColumn.Longs(nanoseconds),
                    nanoseconds.length);
        }

        /// Texts, for keys; an empty one is missing.
        public Builder text(String name, String[] values) {
            return add(name, ColumnType.TEXT, new ArrayColumn.Texts(values), values.length);
        }

        private Builder add(String name, ColumnType type, ArrayColumn values, int length) {
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
        return new ArrayReader(this, columns, split, projection);
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
}
