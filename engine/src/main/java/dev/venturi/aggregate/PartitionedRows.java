package dev.venturi.aggregate;

import dev.venturi.table.Column;
import dev.venturi.table.TextCells;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows put together by the partition that their keys belong to, those of each in their order: a
/// counting sort of whole rows, so that who folds a partition reads memory from front to end.
///
/// @param rows the rows of one partition behind those of the other
/// @param starts where each partition begins, `[PARTITIONS + 1]`
@SuppressWarnings("ArrayRecordComponent") // never compared
record PartitionedRows(Rows rows, int[] starts) {
    /// Bits of a hash by which one level of partitions is told apart.
    static final int BITS = 6;

    static final int PARTITIONS = 1 << BITS;

    /// Levels of which a hash has bits beside those a table needs.
    static final int LEVELS = 5;

    /// The partition of a hash.
    ///
    /// @param level 0, or how often what a partition holds was divided before
    private static int partition(long hash, int level) {
        return (int) (hash >>> (Long.SIZE - BITS * (level + 1))) & (PARTITIONS - 1);
    }

    static PartitionedRows of(Rows rows, int level) {
        int n = rows.n();
        long[] hashes = rows.hashes();
        int[] starts = new int[PARTITIONS + 1];
        for (int r = 0; r < n; r++) {
            starts[partition(hashes[r], level) + 1]++;
        }
        for (int p = 0; p < PARTITIONS; p++) {
            starts[p + 1] += starts[p];
        }
        int[] next = starts.clone();
        int[] target = new int[n];
        long[] moved = new long[n];
        long[] places = new long[n];
        for (int r = 0; r < n; r++) {
            int to = next[partition(hashes[r], level)]++;
            target[r] = to;
            moved[to] = hashes[r];
            places[to] = rows.place(r);
        }
        List<Column> columns = new ArrayList<>();
        for (Column column : rows.columns()) {
            columns.add(moved(column, n, target));
        }
        List<Column> keys = columns.subList(0, rows.keys().size());
        return new PartitionedRows(new Rows(n, columns, keys, moved, 0, places), starts);
    }

    private static Column moved(Column column, int n, int[] target) {
        switch (column) {
            case Column.DoubleColumn(double[] values) -> {
                double[] moved = new double[n];
                for (int r = 0; r < n; r++) {
                    moved[target[r]] = values[r];
                }
                return new Column.DoubleColumn(moved);
            }
            case Column.LongColumn(long[] values, boolean @Nullable [] nulls) -> {
                long[] moved = new long[n];
                for (int r = 0; r < n; r++) {
                    moved[target[r]] = values[r];
                }
                return new Column.LongColumn(moved, nulls == null ? null : moved(nulls, n, target));
            }
            case Column.TextColumn(byte[] bytes, int[] offsets) -> {
                int[] source = new int[n];
                for (int r = 0; r < n; r++) {
                    source[target[r]] = r;
                }
                TextCells cells = new TextCells(n);
                for (int row : source) {
                    cells.add(bytes, offsets[row], offsets[row + 1]);
                }
                return cells.column();
            }
        }
    }

    private static boolean[] moved(boolean[] values, int n, int[] target) {
        boolean[] moved = new boolean[n];
        for (int r = 0; r < n; r++) {
            moved[target[r]] = values[r];
        }
        return moved;
    }
}
