package dev.venturi.sort;

import dev.venturi.table.Batch;
import dev.venturi.table.Internal;
import dev.venturi.table.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// Rows that are put in order and then read as often as wanted, held in memory as far as they fit
/// and on disk beyond. One thread.
@Internal
public final class SortedBatches implements Closeable {
    private final Sorter sorter;

    /// Takes rows in order.
    public interface Visitor {
        /// Takes the next rows and says whether more are wanted.
        boolean take(Batch batch) throws IOException, InterruptedException;
    }

    /// Rows by one or more columns, the first deciding first.
    ///
    /// @param schema the columns of every batch
    public SortedBatches(Schema schema, List<SortKey> keys, SortOptions options) {
        this.sorter = new Sorter(new Ordering(schema, keys, "sort", 0, Long.MAX_VALUE), options);
    }

    /// Adds rows behind those before.
    public void add(Batch batch) throws InterruptedException {
        sorter.add(batch);
    }

    /// Reads from the first row on; from now on none may be added.
    public void read(Visitor visitor) throws IOException, InterruptedException {
        sorter.writeTo(visitor::take);
    }

    /// Removes the temporary files.
    @Override
    public void close() {
        sorter.close();
    }
}
