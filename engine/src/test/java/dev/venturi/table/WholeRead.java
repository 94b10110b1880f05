package dev.venturi.table;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/// Reads all columns of a table as they stand.
public final class WholeRead {
    private WholeRead() {}

    /// The rows it has.
    public static long rows(FileTable table) throws IOException {
        List<Integer> all = IntStream.range(0, table.schema().fields().size()).boxed().toList();
        long rows = 0;
        try (BatchReader reader = table.batches(all)) {
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                rows += batch.rows();
            }
        }
        return rows;
    }
}
