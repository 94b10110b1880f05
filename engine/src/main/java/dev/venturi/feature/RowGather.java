package dev.venturi.feature;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes one batch of rows picked from many.
final class RowGather {
    private RowGather() {}

    /// @param rows at least one
    static Batch of(List<PickedRow> rows) {
        List<Column> columns = new ArrayList<>();
        List<Column> first = rows.getFirst().batch().columns();
        for (int c = 0; c < first.size(); c++) {
            columns.add(
                    first.get(c) instanceof Column.TextColumn ? texts(rows, c) : numbers(rows, c));
        }
        return new Batch(rows.size(), columns);
    }

    private static Column texts(List<PickedRow> rows, int column) {
        int[] offsets = new int[rows.size() + 1];
        byte[] bytes = new byte[64];
        for (int i = 0; i < rows.size(); i++) {
            Column.TextColumn texts = rows.get(i).key(column);
            int from = texts.offsets()[rows.get(i).row()];
            int length = texts.offsets()[rows.get(i).row() + 1] - from;
            offsets[i + 1] = offsets[i] + length;
            if (offsets[i + 1] > bytes.length) {
                bytes = Arrays.copyOf(bytes, offsets[i + 1] * 2);
            }
            System.arraycopy(texts.bytes(), from, bytes, offsets[i], length);
        }
        return new Column.TextColumn(bytes, offsets);
    }

    /// A column may be doubles in one batch and longs in another; longs that are exact as doubles
    /// become doubles then.
    private static Column numbers(List<PickedRow> rows, int column) {
        boolean allWhole = true;
        double[] doubles = new double[rows.size()];
        long[] longs = new long[rows.size()];
        boolean[] nulls = null;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i).row();
            switch (rows.get(i).column(column)) {
                case Column.DoubleColumn(double[] values) -> {
                    allWhole = false;
                    doubles[i] = values[row];
                }
                case Column.LongColumn(long[] values, boolean @Nullable [] missing) -> {
                    boolean isNull = missing != null && missing[row];
                    longs[i] = values[row];
                    doubles[i] = isNull ? Double.NaN : longs[i];
                    if (isNull) {
                        nulls = nulls == null ? new boolean[rows.size()] : nulls;
                        nulls[i] = true;
                    }
                }
                case Column.TextColumn _ -> throw new IllegalStateException("features are numbers");
            }
        }
        return allWhole ? new Column.LongColumn(longs, nulls) : new Column.DoubleColumn(doubles);
    }
}
