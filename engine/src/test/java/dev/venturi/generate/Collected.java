package dev.venturi.generate;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A generated table as one array of doubles for each column; NaN is missing.
final class Collected {
    private final double[][] columns;

    private Collected(double[][] columns) {
        this.columns = columns;
    }

    double[][] columns() {
        return columns;
    }

    static Collected of(PatientVitals table) throws IOException {
        Sink sink = new Sink();
        table.writeTo(sink, progress -> {});
        return sink.collected();
    }

    /// The CSV text of a table.
    static String csv(PatientVitals table, int chunk) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.whole().writeCsv(out, progress -> {}, chunk);
        return out.toString(StandardCharsets.US_ASCII);
    }

    int rows() {
        return columns[0].length;
    }

    /// Those of a column that are not missing.
    double[] valid(int column) {
        return Arrays.stream(columns[column]).filter(v -> !Double.isNaN(v)).toArray();
    }

    /// Keeps a copy of what it is given.
    static final class Sink implements BatchSink {
        private final List<double[][]> batches = new ArrayList<>();

        @Override
        public void write(Batch batch) {
            double[][] copy = new double[batch.columns().size()][batch.rows()];
            for (int c = 0; c < copy.length; c++) {
                for (int r = 0; r < batch.rows(); r++) {
                    copy[c][r] =
                            switch (batch.columns().get(c)) {
                                case Column.DoubleColumn(double[] values) -> values[r];
                                case Column.LongColumn(long[] values, boolean[] nulls) ->
                                        nulls != null && nulls[r] ? Double.NaN : values[r];
                                case Column.TextColumn text ->
                                        throw new AssertionError("no text expected: " + text);
                            };
                }
            }
            batches.add(copy);
        }

        Collected collected() {
            int rows = batches.stream().mapToInt(b -> b[0].length).sum();
            double[][] columns = new double[batches.get(0).length][rows];
            int at = 0;
            for (double[][] batch : batches) {
                for (int c = 0; c < columns.length; c++) {
                    System.arraycopy(batch[c], 0, columns[c], at, batch[c].length);
                }
                at += batch[0].length;
            }
            return new Collected(columns);
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }
}
