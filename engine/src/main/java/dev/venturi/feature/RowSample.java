package dev.venturi.feature;

import dev.venturi.spill.RowPacker;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Split;
import dev.venturi.table.SplitPlan;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TableSource;
import dev.venturi.table.TypeAssumptionException;
import java.io.IOException;
import java.util.List;

/// The first rows of a table, to foretell how many there are and what they take on disk.
///
/// @param rows about how many the table has
/// @param keptRows about how many of them satisfy the conditions
/// @param packedBytes about how many bytes they take while they wait to be regrouped
record RowSample(long rows, long keptRows, long packedBytes) {
    private static final int SAMPLE_ROWS = 16_384;

    /// Blocks are smaller than the sample, and keys of one block lie further apart.
    private static final double BLOCKS_ARE_SMALLER = 1.15;

    /// @param guessedRows what is known before looking
    static RowSample of(TableSource source, ResolvedPlan plan, SplitPlan pieces, long guessedRows)
            throws IOException {
        long unpacked = PartitionEntities.bytesPerRow(plan) + 16;
        RowSample guess = new RowSample(guessedRows, guessedRows, guessedRows * unpacked);
        List<Split> splits = pieces.splits();
        if (splits.isEmpty()) {
            return guess;
        }
        RowBatch batch =
                new RowBatch(
                        plan.keys().size(),
                        plan.projection().order().size(),
                        plan.columns().size(),
                        SAMPLE_ROWS);
        long stored;
        try (SplitReader reader = source.open(splits.getFirst(), plan.projection())) {
            boolean more = reader.read(batch);
            stored = more || splits.size() > 1 ? reader.bytesRead() : source.bytes();
        } catch (MalformedDataException | TypeAssumptionException _) {
            return guess; // the run will say why
        }
        if (batch.rows() == 0) {
            return guess;
        }
        long read = batch.rows() + batch.takeRemoved();
        double perRow = (double) stored / read;
        long rows = source.rows().orElse(Math.round(source.bytes() / Math.max(1, perRow)));
        double kept = (double) batch.rows() / read * Math.max(0, rows - pieces.rowsSkipped());
        int packed = new RowPacker(plan.columns().size()).pack(batch, plan.keys().size());
        return new RowSample(
                rows,
                Math.round(kept),
                Math.round((double) packed / batch.rows() * kept * BLOCKS_ARE_SMALLER));
    }
}
