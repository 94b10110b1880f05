package dev.venturi.generate;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import java.util.ArrayList;
import java.util.List;

/// Rows of a range of places as columns. Not thread-safe; a worker reuses its own.
final class BatchChunk {
    private final RowBlock block;
    private final Vital[] vitals;
    private final long[] patients;
    private final long[] days;
    private final double[][] doubles;
    private final long[][] wholes;
    private final boolean[][] nulls;
    private int rows;

    /// @param capacity places of a range at most
    BatchChunk(PatientVitals table, Vital[] vitals, int capacity) {
        this.block = new RowBlock(table, vitals);
        this.vitals = vitals;
        this.patients = new long[capacity];
        this.days = new long[capacity];
        this.doubles = new double[vitals.length][];
        this.wholes = new long[vitals.length][];
        this.nulls = new boolean[vitals.length][];
        for (int c = 0; c < vitals.length; c++) {
            doubles[c] = new double[vitals[c].whole() ? 0 : capacity];
            wholes[c] = new long[vitals[c].whole() ? capacity : 0];
            nulls[c] = new boolean[vitals[c].whole() ? capacity : 0];
        }
    }

    /// Replaces the rows by those of a range of places.
    void make(long from, long to) {
        rows = 0;
        block.range(from, to);
        while (block.next()) {
            append();
            rows += block.rows();
        }
    }

    int rows() {
        return rows;
    }

    /// The rows; the arrays are used again by the next [#make].
    Batch batch() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column.LongColumn(patients, null));
        columns.add(new Column.LongColumn(days, null));
        for (int c = 0; c < vitals.length; c++) {
            columns.add(
                    vitals[c].whole()
                            ? new Column.LongColumn(wholes[c], nulls[c])
                            : new Column.DoubleColumn(doubles[c]));
        }
        return new Batch(rows, columns);
    }

    private void append() {
        for (int r = 0; r < block.rows(); r++) {
            patients[rows + r] = block.patients[r];
            days[rows + r] = block.days[r];
        }
        for (int c = 0; c < vitals.length; c++) {
            if (vitals[c].whole()) {
                appendWhole(c);
            } else {
                appendDoubles(c);
            }
        }
    }

    private void appendDoubles(int column) {
        short[] codes = block.codes[column];
        double[] values = vitals[column].values();
        double[] into = doubles[column];
        for (int r = 0; r < block.rows(); r++) {
            into[rows + r] = values[codes[r]];
        }
    }

    private void appendWhole(int column) {
        short[] codes = block.codes[column];
        double[] values = vitals[column].values();
        for (int r = 0; r < block.rows(); r++) {
            wholes[column][rows + r] = (long) values[codes[r]]; // NaN becomes 0
            nulls[column][rows + r] = codes[r] == Vital.MISSING;
        }
    }
}
