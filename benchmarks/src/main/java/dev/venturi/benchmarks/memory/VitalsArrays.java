package dev.venturi.benchmarks.memory;

import dev.venturi.benchmarks.duckdb.VitalsSql;
import dev.venturi.generate.PatientVitals;
import dev.venturi.table.ArrayTable;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import java.io.IOException;
import java.util.Arrays;

/// The vitals table as plain arrays, patient by patient.
///
/// @param patientIds `[rows]`
/// @param days `[rows]`
/// @param values `[vitals][rows]`, NaN where missing
/// @param offsets `[patients + 1]`: the rows of patient p are `[offsets[p], offsets[p + 1])`
@SuppressWarnings("ArrayRecordComponent") // never compared
public record VitalsArrays(long[] patientIds, long[] days, double[][] values, int[] offsets) {
    /// Makes the table.
    public static VitalsArrays of(PatientVitals vitals) throws IOException {
        Filling filling = new Filling(Math.toIntExact((long) vitals.patients() * vitals.days()));
        vitals.writeTo(filling, _ -> {});
        return filling.arrays();
    }

    /// Rows of the table.
    public int rows() {
        return patientIds.length;
    }

    /// Patients of the table.
    public int patients() {
        return offsets.length - 1;
    }

    /// The days as doubles: what a trend runs against.
    public double[] axis() {
        return Arrays.stream(days).asDoubleStream().toArray();
    }

    /// The same arrays as a table whose patients are not known beforehand.
    public ArrayTable table() {
        ArrayTable.Builder table =
                ArrayTable.builder().int64("patient_id", patientIds).int64("day", days);
        for (int v = 0; v < values.length; v++) {
            table.float64(VitalsSql.VITALS.get(v), values[v]);
        }
        return table.build();
    }

    /// The valid values of a patient's vital.
    public double[] series(long patient, String vital) {
        int p = Arrays.binarySearch(keys(), patient);
        double[] column = values[VitalsSql.VITALS.indexOf(vital)];
        return Arrays.stream(column, offsets[p], offsets[p + 1])
                .filter(v -> !Double.isNaN(v))
                .toArray();
    }

    /// The patients in order.
    public long[] keys() {
        return Arrays.stream(offsets, 0, patients()).mapToLong(row -> patientIds[row]).toArray();
    }

    private static final class Filling implements BatchSink {
        private final long[] patientIds;
        private final long[] days;
        private final double[][] values;
        private int rows;

        Filling(int mostRows) {
            patientIds = new long[mostRows];
            days = new long[mostRows];
            values = new double[VitalsSql.VITALS.size()][mostRows];
        }

        @Override
        public void write(Batch batch) {
            copyWhole(batch.columns().get(0), patientIds, batch.rows());
            copyWhole(batch.columns().get(1), days, batch.rows());
            for (int v = 0; v < values.length; v++) {
                copy(batch.columns().get(v + 2), values[v], batch.rows());
            }
            rows += batch.rows();
        }

        private void copyWhole(Column column, long[] into, int count) {
            System.arraycopy(((Column.LongColumn) column).values(), 0, into, rows, count);
        }

        private void copy(Column column, double[] into, int count) {
            switch (column) {
                case Column.DoubleColumn doubles ->
                        System.arraycopy(doubles.values(), 0, into, rows, count);
                case Column.LongColumn longs -> {
                    boolean[] nulls = longs.nulls();
                    for (int i = 0; i < count; i++) {
                        into[rows + i] = nulls != null && nulls[i] ? Double.NaN : longs.values()[i];
                    }
                }
                case Column.TextColumn _ -> throw new IllegalStateException("no vital is text");
            }
        }

        VitalsArrays arrays() {
            double[][] cut = new double[values.length][];
            Arrays.setAll(cut, v -> full() ? values[v] : Arrays.copyOf(values[v], rows));
            long[] ids = full() ? patientIds : Arrays.copyOf(patientIds, rows);
            int[] offsets = new int[rows + 1];
            int patients = 0;
            for (int row = 0; row < rows; row++) {
                if (row == 0 || ids[row] != ids[row - 1]) {
                    offsets[patients++] = row;
                }
            }
            offsets[patients] = rows;
            return new VitalsArrays(
                    ids,
                    full() ? days : Arrays.copyOf(days, rows),
                    cut,
                    Arrays.copyOf(offsets, patients + 1));
        }

        private boolean full() {
            return rows == patientIds.length;
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }
}
