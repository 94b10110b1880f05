package dev.venturi.aggregate;

import dev.venturi.table.Batch;
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

    /// Puts rows together that were put aside.
    static PartitionedRows of(Rows rows, int level) {
        Batch batch = new Batch(rows.n(), rows.columns());
        int keys = rows.keys().size();
        return of(List.of(batch), rows.n(), keys, rows.hashes(), rows.places(), 0, level);
    }

    /// Puts the rows of some batches together.
    ///
    /// @param n rows of all of them
    /// @param base place of the first row in the table's order; the others follow it
    static PartitionedRows of(List<Batch> batches, int n, int keyColumns, long base) {
        long[] hashes = new long[n];
        int at = 0;
        for (Batch batch : batches) {
            KeyColumns.hash(batch.columns().subList(0, keyColumns), batch.rows(), hashes, at);
            at += batch.rows();
        }
        return of(batches, n, keyColumns, hashes, null, base, 0);
    }

    private static PartitionedRows of(
            List<Batch> batches,
            int n,
            int keyColumns,
            long[] hashes,
            long @Nullable [] places,
            long base,
            int level) {
        int[] starts = new int[PARTITIONS + 1];
        for (int r = 0; r < n; r++) {
            starts[partition(hashes[r], level) + 1]++;
        }
        for (int p = 0; p < PARTITIONS; p++) {
            starts[p + 1] += starts[p];
        }
        int[] next = starts.clone();
        int[] target = new int[n];
        long[] movedHashes = new long[n];
        long[] movedPlaces = new long[n];
        for (int r = 0; r < n; r++) {
            int to = next[partition(hashes[r], level)]++;
            target[r] = to;
            movedHashes[to] = hashes[r];
            movedPlaces[to] = places == null ? base + r : places[r];
        }
        List<Column> columns = new ArrayList<>();
        for (int c = 0; n > 0 && c < batches.getFirst().columns().size(); c++) {
            columns.add(moved(batches, c, n, target));
        }
        List<Column> keys = columns.subList(0, Math.min(keyColumns, columns.size()));
        return new PartitionedRows(new Rows(n, columns, keys, movedHashes, movedPlaces), starts);
    }

    private static Column moved(List<Batch> batches, int c, int n, int[] target) {
        return switch (batches.getFirst().columns().get(c)) {
            case Column.DoubleColumn _ -> doubles(batches, c, n, target);
            case Column.LongColumn _ -> longs(batches, c, n, target);
            case Column.TextColumn _ -> texts(batches, c, n, target);
        };
    }

    private static Column doubles(List<Batch> batches, int c, int n, int[] target) {
        double[] moved = new double[n];
        int at = 0;
        for (Batch batch : batches) {
            double[] values = ((Column.DoubleColumn) batch.columns().get(c)).values();
            for (int r = 0; r < batch.rows(); r++) {
                moved[target[at + r]] = values[r];
            }
            at += batch.rows();
        }
        return new Column.DoubleColumn(moved);
    }

    private static Column longs(List<Batch> batches, int c, int n, int[] target) {
        long[] moved = new long[n];
        boolean[] missing = null;
        int at = 0;
        for (Batch batch : batches) {
            Column.LongColumn column = (Column.LongColumn) batch.columns().get(c);
            long[] values = column.values();
            for (int r = 0; r < batch.rows(); r++) {
                moved[target[at + r]] = values[r];
            }
            boolean[] nulls = column.nulls();
            if (nulls != null) {
                missing = missing == null ? new boolean[n] : missing;
                for (int r = 0; r < batch.rows(); r++) {
                    missing[target[at + r]] = nulls[r];
                }
            }
            at += batch.rows();
        }
        return new Column.LongColumn(moved, missing);
    }

    private static Column texts(List<Batch> batches, int c, int n, int[] target) {
        int[] batchOf = new int[n];
        int[] rowOf = new int[n];
        int at = 0;
        for (int b = 0; b < batches.size(); b++) {
            for (int r = 0; r < batches.get(b).rows(); r++) {
                batchOf[target[at]] = b;
                rowOf[target[at++]] = r;
            }
        }
        TextCells cells = new TextCells(n);
        for (int i = 0; i < n; i++) {
            Column.TextColumn from = (Column.TextColumn) batches.get(batchOf[i]).columns().get(c);
            cells.add(from.bytes(), from.offsets()[rowOf[i]], from.offsets()[rowOf[i] + 1]);
        }
        return cells.column();
    }
}
