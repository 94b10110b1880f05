package dev.venturi.feature;

import dev.venturi.spill.RowPacker;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TableSource;
import dev.venturi.table.TypeAssumptionException;
import java.io.IOException;
import java.util.List;

/// The first rows of a table, to foretell how many there are and what they take on disk.
///
/// @param rows about how many the table has
/// @param packedBytes about how many bytes they take while they wait to be regrouped
record RowSample(long rows, long packedBytes) {
    private static final int SAMPLE_ROWS = 16_384;

    /// Blocks are smaller than the sample, and keys of one block lie further apart.
    private static final double BLOCKS_ARE_SMALLER = 1.15;

    /// @param guessedRows what is known before looking
    static RowSample of(TableSource source, ResolvedPlan plan, List<Split> splits, long guessedRows)
            throws IOException {
        long unpacked = PartitionEntities.bytesPerRow(plan) + 16;
        if (splits.isEmpty()) {
            return new RowSample(guessedRows, guessedRows * unpacked);
        }
        RowBatch batch =
                new RowBatch(
                        plan.keys().size(),
                        plan.order().size(),
                        plan.columns().size(),
                        SAMPLE_ROWS);
        long stored;
        try (SplitReader reader = source.open(splits.getFirst(), plan.projection())) {
            boolean more = reader.read(batch);
            stored = more ? reader.bytesRead() : source.bytes();
        } catch (MalformedDataException | TypeAssumptionException _) {
            return new RowSample(guessedRows, guessedRows * unpacked); // the run will say why
        }
        if (batch.rows() == 0) {
            return new RowSample(guessedRows, guessedRows * unpacked);
        }
        double perRow = (double) stored / batch.rows();
        long rows = source.rows().orElse(Math.round(source.bytes() / Math.max(1, perRow)));
        int packed = new RowPacker(plan.columns().size()).pack(batch, plan.keys().size());
        return new RowSample(
                rows, Math.round((double) packed / batch.rows() * rows * BLOCKS_ARE_SMALLER));
    }
}
