package dev.venturi.aggregate;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchReader;
import dev.venturi.table.FileTable;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Split;
import dev.venturi.table.TextRows;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a table in chunks of some ten thousand rows, in order: several at once where rows can be
/// found without reading those before them, else one after the other.
final class ChunkReader implements Closeable {
    private static final int PLACE_BITS = 32;
    private static final String NO_KEY =
            "the key is missing; drop such rows, or keep them as a group of their own";

    private final BoundPlan plan;
    private final FileTable table;
    private final List<Split> pieces;
    private final int chunkRows;
    private final @Nullable BatchReader sequential;

    /// Of those read one after the other.
    private long rowsBefore;

    /// @param chunkRows rows of a chunk, about
    ChunkReader(BoundPlan plan, FileTable table, int chunkRows) {
        this.plan = plan;
        this.table = table;
        this.chunkRows = chunkRows;
        this.pieces = table.pieces(chunkRows);
        this.sequential = pieces.isEmpty() ? table.batches(plan.columns) : null;
    }

    /// Whether chunks can be read in any order, by several threads.
    boolean isParallel() {
        return sequential == null;
    }

    /// How many chunks there are, where that is known.
    int chunks() {
        return isParallel() ? pieces.size() : Integer.MAX_VALUE;
    }

    /// Reads a chunk.
    ///
    /// @param index from 0; when chunks are not read by several threads, one more than the last
    /// @return null behind the last
    /// @throws MalformedDataException naming the first bad row
    @Nullable PartitionedRows read(int index) throws IOException {
        BatchReader one = sequential;
        if (one != null) {
            return read(one, index);
        }
        try (BatchReader piece = table.batches(plan.columns, pieces.get(index))) {
            return read(piece, index);
        }
    }

    private @Nullable PartitionedRows read(BatchReader reader, int index) throws IOException {
        List<Batch> batches = new ArrayList<>();
        int rows = 0;
        while (rows < chunkRows || isParallel()) {
            Batch batch = reader.next();
            if (batch == null) {
                break;
            }
            requireKeys(batch, reader);
            batches.add(batch);
            rows += batch.rows();
            rowsBefore += isParallel() ? 0 : batch.rows();
        }
        if (rows == 0 && !isParallel()) {
            return null;
        }
        return PartitionedRows.of(batches, rows, plan.keys, (long) index << PLACE_BITS);
    }

    private void requireKeys(Batch batch, BatchReader reader) throws IOException {
        if (plan.plan.keepMissingKeys()) {
            return;
        }
        int row = batch.rows();
        int key = -1;
        for (int k = 0; k < plan.keys; k++) {
            int missing = KeyColumns.firstMissing(batch.columns().get(k), row);
            if (missing < row) {
                row = missing;
                key = k;
            }
        }
        if (key >= 0) {
            throw isParallel() ? reader.problem(row, key, NO_KEY) : problem(rowsBefore + row, key);
        }
    }

    /// Where a text table has a row is known of the row read last only.
    private MalformedDataException problem(long row, int key) {
        try (TextRows texts = table.texts(plan.columns.subList(0, plan.keys), List.of())) {
            for (long r = 0; r <= row; r++) {
                texts.next();
            }
            return texts.problem(key, NO_KEY);
        }
    }

    @Override
    public void close() {
        if (sequential != null) {
            sequential.close();
        }
    }
}
