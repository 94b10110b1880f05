package dev.venturi.aggregate;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts the rows of some batches into one.
final class ColumnJoin {
    private ColumnJoin() {}

    /// @param rows of all of them
    static Batch of(List<Batch> batches, int rows) {
        if (batches.size() == 1) {
            return batches.getFirst();
        }
        List<Column> joined = new ArrayList<>();
        for (int c = 0; c < batches.getFirst().columns().size(); c++) {
            joined.add(
                    switch (batches.getFirst().columns().get(c)) {
                        case Column.DoubleColumn _ -> doubles(batches, c, rows);
                        case Column.LongColumn _ -> longs(batches, c, rows);
                        case Column.TextColumn _ -> texts(batches, c, rows);
                    });
        }
        return new Batch(rows, joined);
    }

    private static Column doubles(List<Batch> batches, int c, int rows) {
        double[] values = new double[rows];
        int at = 0;
        for (Batch batch : batches) {
            Column.DoubleColumn one = (Column.DoubleColumn) batch.columns().get(c);
            System.arraycopy(one.values(), 0, values, at, batch.rows());
            at += batch.rows();
        }
        return new Column.DoubleColumn(values);
    }

    private static Column longs(List<Batch> batches, int c, int rows) {
        long[] values = new long[rows];
        boolean[] nulls = null;
        int at = 0;
        for (Batch batch : batches) {
            Column.LongColumn one = (Column.LongColumn) batch.columns().get(c);
            System.arraycopy(one.values(), 0, values, at, batch.rows());
            boolean[] missing = one.nulls();
            if (missing != null) {
                nulls = nulls == null ? new boolean[rows] : nulls;
                System.arraycopy(missing, 0, nulls, at, batch.rows());
            }
            at += batch.rows();
        }
        return new Column.LongColumn(values, nulls);
    }

    private static Column texts(List<Batch> batches, int c, int rows) {
        long length = 0;
        for (Batch batch : batches) {
            length += ((Column.TextColumn) batch.columns().get(c)).offsets()[batch.rows()];
        }
        if (length > Integer.MAX_VALUE - 16) {
            throw new OutOfMemoryError("texts of more than 2 GB within some thousand rows");
        }
        byte[] bytes = new byte[(int) length];
        int[] offsets = new int[rows + 1];
        int row = 0;
        int at = 0;
        for (Batch batch : batches) {
            Column.TextColumn one = (Column.TextColumn) batch.columns().get(c);
            int n = one.offsets()[batch.rows()];
            System.arraycopy(one.bytes(), 0, bytes, at, n);
            for (int r = 1; r <= batch.rows(); r++) {
                offsets[row + r] = at + one.offsets()[r];
            }
            row += batch.rows();
            at += n;
        }
        Arrays.fill(offsets, row, rows + 1, at);
        return new Column.TextColumn(bytes, offsets);
    }
}
