package dev.venturi.pipeline.database;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchReader;
import dev.venturi.table.Column;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a query gives, some thousand rows at a time, as columns of our types.
///
/// Whole numbers are INT64, decimals become the nearest double, as everywhere; times keep their
/// nanoseconds, those with a zone are instants; anything with a text is TEXT. Columns of which
/// there is nothing to compute or to write (bytes, arrays, intervals) are left out, and stand in
/// [Schema#leftOut].
///
/// Not thread-safe, but for [#cancel]. Memory: one batch and what the driver fetches ahead.
public final class DatabaseRows implements BatchReader {
    /// Rows of a batch.
    static final int ROWS = 4096;

    /// Bytes of texts after which a batch ends.
    private static final long MOST_BYTES = 16L << 20;

    private final Session session;
    private final ResultSet result;
    private final List<ResultColumn> columns;
    private final Schema schema;
    private long before;
    private int inBatch;
    private long bytesRead;

    /// @param session closed with this
    DatabaseRows(Session session, ResultSet result) throws SQLException {
        this.session = session;
        this.result = result;
        this.columns = new ArrayList<>();
        this.schema = ResultColumns.of(session.database, result.getMetaData(), columns);
    }

    /// The columns, without those that are not read.
    public Schema schema() {
        return schema;
    }

    /// Has the database stop. Whoever is in [#next] gets a
    /// [java.util.concurrent.CancellationException]; callable from any thread.
    public void cancel() {
        session.cancel();
    }

    @Override
    public @Nullable Batch next() {
        session.refuseCancelled();
        before += inBatch;
        inBatch = 0;
        columns.forEach(column -> column.begin(ROWS));
        try {
            long bytes = 0;
            while (inBatch < ROWS && bytes < MOST_BYTES && result.next()) {
                for (int c = 0; c < columns.size(); c++) {
                    String complaint = columns.get(c).read(result, inBatch);
                    if (complaint != null) {
                        throw problem(inBatch, c, complaint);
                    }
                    bytes += columns.get(c).takeBytes();
                }
                inBatch++;
            }
            bytesRead += bytes;
        } catch (SQLException e) {
            throw session.failure("read row %,d".formatted(before + inBatch + 1), e);
        }
        if (inBatch == 0) {
            return null;
        }
        List<Column> read = new ArrayList<>();
        columns.forEach(column -> read.add(column.column()));
        return new Batch(inBatch, read);
    }

    @Override
    public MalformedDataException problem(int row, int column, String message) {
        String name = schema.fields().get(column).name();
        return new MalformedDataException(
                new Position(session.database.name(), before + row + 1, name), message);
    }

    /// Bytes of values so far; what they took on their way is not known.
    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public long overflowedToInfinity() {
        return 0;
    }

    @Override
    public void close() {
        session.close();
    }
}
