package dev.venturi.benchmarks.primitives;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchReader;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Projection;
import dev.venturi.table.Schema;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TextCells;
import dev.venturi.table.TextRows;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A table whose rows are made when they are read, so that reading holds next to nothing: a text of
/// 16 signs, different in all rows, one of 1,000 groups, a double.
///
/// @param count rows
record MadeTable(int count) implements FileTable {
    static final int GROUPS = 1_000;
    private static final int BATCH = 512; // of which some are read ahead
    private static final Schema SCHEMA =
            new Schema(
                    List.of(
                            new Field("name", ColumnType.TEXT, "made"),
                            new Field("group", ColumnType.INT64, "made"),
                            new Field("value", ColumnType.FLOAT64, "made")));

    static String name(int row) {
        return HexFormat.of().toHexDigits(row * 0x9E3779B97F4A7C15L); // odd: no two are equal
    }

    static long group(int row) {
        return row % GROUPS;
    }

    static double value(int row) {
        return (row * 31L % 1_000_003) / 8.0;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public BatchReader batches(List<Integer> columns) {
        return new Reader();
    }

    private final class Reader implements BatchReader {
        private int read;

        @Override
        public @Nullable Batch next() {
            int n = Math.min(BATCH, count - read);
            if (n == 0) {
                return null;
            }
            TextCells names = new TextCells(n);
            long[] groups = new long[n];
            double[] values = new double[n];
            for (int r = 0; r < n; r++) {
                byte[] name = name(read + r).getBytes(StandardCharsets.UTF_8);
                names.add(name, 0, name.length);
                groups[r] = group(read + r);
                values[r] = value(read + r);
            }
            read += n;
            return new Batch(
                    n,
                    List.of(
                            names.column(),
                            new Column.LongColumn(groups, null),
                            new Column.DoubleColumn(values)));
        }

        @Override
        public long bytesRead() {
            return read;
        }

        @Override
        public MalformedDataException problem(int row, int column, String message) {
            return new MalformedDataException(Position.ofFile("made"), message);
        }

        @Override
        public long overflowedToInfinity() {
            return 0;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Override
    public long bytes() {
        return count; // as Reader counts them
    }

    @Override
    public List<String> files() {
        return List.of("made");
    }

    @Override
    public int unprotectedFiles() {
        return 0;
    }

    @Override
    public Optional<Field> firstValue(int column) {
        return Optional.of(SCHEMA.fields().get(column));
    }

    @Override
    public boolean undecided(int column) {
        return false;
    }

    @Override
    public FileTable retyped(List<Field> changed) {
        throw new IllegalStateException("its types are known");
    }

    @Override
    public TextRows texts(List<Integer> keys, List<Integer> values) {
        throw notSplit();
    }

    @Override
    public List<Split> splits(long targetBytes) {
        throw notSplit();
    }

    @Override
    public SplitReader open(Split split, Projection projection) {
        throw notSplit();
    }

    @Override
    public Position locate(int file, long position, long rowsAfter, String column) {
        throw notSplit();
    }

    private static IllegalStateException notSplit() {
        return new IllegalStateException("is read as batches only");
    }
}
