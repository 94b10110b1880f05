package dev.venturi.benchmarks;

import dev.venturi.generate.PatientVitals;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The vitals of the case study as arrays: six columns of doubles, patient after patient.
///
/// @param columns `[6][patients * days]`, NaN where missing; owned by the record
/// @param day the order column, `[patients * days]`
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
record VitalsInMemory(int patients, int days, double[][] columns, double[] day) {
    /// Columns of the generated table before the vitals: patient and day.
    private static final int BEFORE = 2;

    static VitalsInMemory of(int patients, int days) {
        int rows = Math.multiplyExact(patients, days);
        double[][] all = new double[BEFORE + 6][rows];
        try (Filled sink = new Filled(all)) {
            PatientVitals.of(patients, days).seed(42).writeTo(sink, progress -> {});
        } catch (IOException e) {
            throw new UncheckedIOException("vitals in memory: cannot be made", e);
        }
        double[][] columns = new double[6][];
        System.arraycopy(all, BEFORE, columns, 0, columns.length);
        return new VitalsInMemory(patients, days, columns, all[1]);
    }

    /// Keeps what it is given, as doubles.
    private static final class Filled implements BatchSink {
        private final double[][] columns;
        private int rows;

        Filled(double[][] columns) {
            this.columns = columns;
        }

        @Override
        public void write(Batch batch) {
            for (int c = 0; c < columns.length; c++) {
                for (int r = 0; r < batch.rows(); r++) {
                    columns[c][rows + r] =
                            switch (batch.columns().get(c)) {
                                case Column.DoubleColumn(double[] values) -> values[r];
                                case Column.LongColumn(long[] values, _) -> values[r];
                                case Column.TextColumn _ ->
                                        throw new IllegalStateException("vitals hold no texts");
                            };
                }
            }
            rows += batch.rows();
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }
}
